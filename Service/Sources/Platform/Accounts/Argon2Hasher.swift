import CArgon2
import NIOPosix
import Synchronization

/// argon2id with the parameters that OWASP recommends (19 MiB, 2 passes, 1 lane), on threads of its own.
public final class Argon2Hasher: PasswordHasher {
    private static let memory: UInt32 = 19456
    private static let passes: UInt32 = 2
    private static let lanes: UInt32 = 1
    private static let saltLength = 16
    private static let hashLength = 32

    private let threads: NIOThreadPool
    private let capacity: Int
    private let pending = Mutex(0)

    /// - Parameters:
    ///   - threads: passwords hashed at the same time; each keeps a core busy for about 20 ms.
    ///   - queue: how many may be waiting or under way before more are refused.
    public init(threads: Int, queue: Int) {
        self.threads = NIOThreadPool(numberOfThreads: threads)
        self.capacity = queue
        self.threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    public func hash(_ password: String) async throws -> String {
        try await run { try Self.encode(password.normalizedPassword) }
    }

    public func verify(_ password: String, against encoded: String) async throws -> Bool {
        try await run {
            let bytes = password.normalizedPassword
            return argon2id_verify(encoded, bytes, bytes.count) == ARGON2_OK.rawValue
        }
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = pending.withLock { count in
            guard count < capacity else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw HashingBusy() }
        defer { pending.withLock { $0 -= 1 } }
        return try await threads.runIfActive(work)
    }

    private static func encode(_ password: [UInt8]) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let capacity = argon2_encodedlen(passes, memory, lanes, UInt32(saltLength), UInt32(hashLength), Argon2_id)
        var encoded = [CChar](repeating: 0, count: capacity)
        let code = argon2id_hash_encoded(
            passes, memory, lanes, password, password.count, salt, salt.count, hashLength, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw Argon2Error(code: code) }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// libargon2 refused; in practice it had no memory.
struct Argon2Error: Error, CustomStringConvertible {
    let code: CInt
    var description: String { String(cString: argon2_error_message(code)) }
}
