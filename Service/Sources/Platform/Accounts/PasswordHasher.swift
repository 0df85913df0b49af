import Foundation
import HTTPTypes

/// Hashes passwords and checks them. Both are slow on purpose and must run neither on an event loop nor on the cooperative pool.
public protocol PasswordHasher: Sendable {
    /// - Returns: the hash with its parameters and salt, in the PHC string format.
    /// - Throws: ``HashingBusy``
    func hash(_ password: String) async throws -> String
    /// - Throws: ``HashingBusy``
    func verify(_ password: String, against encoded: String) async throws -> Bool
}

/// Too many passwords wait to be hashed already.
public struct HashingBusy: Error {
    public init() {}

    /// 503
    var problem: Problem {
        Problem(
            .serviceUnavailable, code: "busy", detail: "Too many sign-ins at this moment. Try again shortly.",
            headers: [.retryAfter: "1"])
    }
}

extension PasswordHasher {
    /// Checks a password of an account that may not exist, with the same work in either case.
    func verify(_ password: String, againstKnown encoded: String?) async throws -> Bool {
        let matches = try await verify(password, against: encoded ?? dummyHash)
        return matches && encoded != nil
    }
}

/// The hash of a random password that nobody kept, with the parameters of ``Argon2Hasher``.
let dummyHash = "$argon2id$v=19$m=19456,t=2,p=1$r6PgLO3rIlqtoK9hjtrdnA$plODIhvWL1AkRb/kEiYKDx0W1v27bTFAhV+49syf3rc"

extension String {
    /// One form for passwords that look alike but were typed on different keyboards (NIST SP 800-63B, 5.1.1.2).
    var normalizedPassword: [UInt8] { Array(precomposedStringWithCompatibilityMapping.utf8) }
}
