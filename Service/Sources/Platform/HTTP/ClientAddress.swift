import Foundation
import HTTPTypes

/// Finds a client's address behind proxies that are trusted.
public struct ClientAddress: Sendable {
    private let trusted: [AddressBlock]

    /// - Parameter trustedProxies: addresses and blocks: `10.0.0.0/8`, `::1`. Those that are none are left out.
    public init(trustedProxies: [String] = []) { trusted = trustedProxies.compactMap(AddressBlock.init) }

    /// The nearest address that no trusted proxy vouches for. What a client writes into the header itself lies behind it.
    func resolve(peer: String, headers: HTTPFields) -> String {
        if trusted.isEmpty { return peer }
        var address = peer
        var hops = headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
        while isTrusted(address), let hop = hops.popLast() {
            let next = String(hop.trimmingSpaces())
            guard AddressBlock(next) != nil else { return address }
            address = next
        }
        return address
    }

    private func isTrusted(_ address: String) -> Bool {
        guard let bytes = AddressBlock.bytes(address) else { return false }
        return trusted.contains { $0.contains(bytes) }
    }
}

/// An IP address or a block of them.
struct AddressBlock: Sendable {
    private let bytes: [UInt8]
    private let prefix: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(String(parts[0])) else { return nil }
        let prefix = parts.count == 1 ? bytes.count * 8 : Int(parts[1])
        guard let prefix, (0...bytes.count * 8).contains(prefix) else { return nil }
        self.bytes = bytes
        self.prefix = prefix
    }

    func contains(_ address: [UInt8]) -> Bool {
        guard address.count == bytes.count else { return false }
        return (0..<prefix).allSatisfy { (address[$0 / 8] ^ bytes[$0 / 8]) & (0x80 >> UInt8($0 % 8)) == 0 }
    }

    static func bytes(_ address: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, address, &bytes) == 1 { return Array(bytes.prefix(4)) }
        return inet_pton(AF_INET6, address, &bytes) == 1 ? bytes : nil
    }
}
