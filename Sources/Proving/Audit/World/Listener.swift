import Foundation
import Glibc
import Synchronization

/// A port of this machine that must stay silent: whoever connects was sent by the API under audit.
final class Listener: Sendable {
    private struct State {
        var targets: [String] = []
        var waiting: [(String, CheckedContinuation<Void, Never>)] = []
    }

    let port: Int
    private let socket: Int32
    private let state = Mutex(State())

    /// Nil: no port can be had.
    init?(address: String) {
        let isSix = address.contains(":")
        socket = Glibc.socket(isSix ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0, let port = isSix ? Self.bindSix(socket) : Self.bindFour(socket, address) else {
            if socket >= 0 { close(socket) }
            return nil
        }
        self.port = port
        Thread.detachNewThread { [weak self, socket] in
            while true {
                let connection = accept(socket, nil, nil)
                if connection < 0 { return }
                var bytes = [UInt8](repeating: 0, count: 4_096)
                var limit = timeval(tv_sec: 1, tv_usec: 0)
                setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
                let count = recv(connection, &bytes, bytes.count, 0)
                let target = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).split(separator: "\r\n").first
                _ = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nfivegate".withCString {
                    send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL))
                }
                close(connection)
                self?.note(String(target ?? "a connection"))
            }
        }
    }

    /// What was asked of it.
    var targets: [String] { state.withLock { $0.targets } }

    func stop() {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private func note(_ target: String) { state.withLock { $0.targets.append(target) } }

    private static func bindFour(_ socket: Int32, _ host: String) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    private static func bindSix(_ socket: Int32) -> Int? {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        return isBound ? Int(UInt16(bigEndian: address.sin6_port)) : nil
    }
}
