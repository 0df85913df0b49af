import Crypto
import Foundation
import GRDB
import Logging
import Platform

extension TestService {
    static func accounts(_ model: AccountModel?, _ database: MeteredDatabase) async throws -> Accounts? {
        guard let model else { return nil }
        let keys = try TokenKeys(jwks: TokenKeys.generate(id: "test"))
        return try Accounts(
            model: model,
            tokens: await AccessTokens(keys: keys, issuer: "test", audience: "test", lifetime: model.accessLifetime),
            hasher: QuickHasher(), database: database, mailer: SilentMailer(),
            resetMail: ResetMail(service: "test", link: "https://example.org/{token}"), now: { now })
    }

    static func insert(_ account: TestAccount, on connection: Database) throws {
        if let password = account.password {
            try TestRow.insert(
                "_credentials",
                [
                    ("account_id", account.id.databaseValue), ("hash", QuickHasher.hash(password).databaseValue),
                    ("changed_at", now.databaseValue),
                ], on: connection)
        }
        for _ in 0..<account.failures {
            try TestRow.insert(
                "_login_failures",
                [("login", digest(account.login).databaseValue), ("at", now.adding(seconds: -60).databaseValue)],
                on: connection)
        }
    }

    static func insert(session: String, of account: String, isRevoked: Bool = false, on connection: Database) throws {
        try TestRow.insert(
            "_sessions",
            [
                ("id", session.databaseValue), ("account_id", account.databaseValue), ("created_at", now.databaseValue),
                ("expires_at", now.adding(seconds: 86_400).databaseValue),
                ("revoked_at", (isRevoked ? now : nil).databaseValue),
            ], on: connection)
    }

    static func insert(refreshToken token: TestToken, on connection: Database) throws {
        let session = UUIDv7.make()
        try insert(session: session, of: token.account, on: connection)
        try TestRow.insert(
            "_refresh_tokens",
            [
                ("hash", digest(token.token).databaseValue), ("session_id", session.databaseValue),
                ("expires_at", now.adding(seconds: token.expiresIn).databaseValue),
                ("used_at", (token.isUsed ? now : nil).databaseValue),
            ], on: connection)
    }

    /// A reset token that was used is there no more.
    static func insert(resetToken token: TestToken, on connection: Database) throws {
        if token.isUsed { return }
        try TestRow.insert(
            "_reset_tokens",
            [
                ("hash", digest(token.token).databaseValue), ("account_id", token.account.databaseValue),
                ("expires_at", now.adding(seconds: token.expiresIn).databaseValue),
            ], on: connection)
    }

    /// As tokens and logins are kept: SHA-256 in hexadecimal.
    static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// Argon2id is slow on purpose, and tested by itself.
struct QuickHasher: PasswordHasher {
    static func hash(_ password: String) -> String { "quick$" + TestService.digest(password) }

    func hash(_ password: String) async throws -> String { Self.hash(password) }
    func verify(_ password: String, against encoded: String) async throws -> Bool { Self.hash(password) == encoded }
}

struct SilentMailer: Mailer {
    func send(_ mail: Mail) async throws {}
}
