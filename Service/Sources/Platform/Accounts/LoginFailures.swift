import Crypto
import GRDB

/// Counts failed sign-ins per login, known or not. Each function runs in its caller's transaction.
struct LoginFailures: Sendable {
    let lockout: AccountModel.Lockout?

    func isLocked(_ login: String, at now: Timestamp, on connection: Connection) throws -> Bool {
        guard let lockout else { return false }
        let sql = #"SELECT count(*) FROM "_login_failures" WHERE "login" = ? AND "at" > ?"#
        let failures = try Int.fetchOne(
            connection.cachedStatement(sql: sql), arguments: [SHA256.hex(login), now.adding(seconds: -lockout.window)])
        return (failures ?? 0) >= lockout.failures
    }

    func record(_ login: String, at now: Timestamp, on connection: Connection) throws {
        guard lockout != nil else { return }
        try connection.cachedStatement(sql: #"INSERT INTO "_login_failures" ("login", "at") VALUES (?, ?)"#)
            .execute(arguments: [SHA256.hex(login), now])
    }

    func clear(_ login: String, on connection: Connection) throws {
        guard lockout != nil else { return }
        try connection.cachedStatement(sql: #"DELETE FROM "_login_failures" WHERE "login" = ?"#)
            .execute(arguments: [SHA256.hex(login)])
    }
}
