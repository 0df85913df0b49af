import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Platform
import Synchronization

/// The service in this process, on a database of its own, at a time that stands still. What a test is given is put straight into
/// the database.
public final class TestService: Sendable {
    public static let now = Timestamp(rfc3339: "2026-01-15T12:00:00.000Z") ?? Timestamp(milliseconds: 0)

    public enum Identity: Sendable {
        case anonymous
        case account(String)
        /// A token that is none.
        case invalidToken
        /// A token of this account whose session was ended.
        case revokedSession(String)
    }

    let database: DatabasePool
    private let folder: URL
    private let accounts: Accounts?
    private let pipeline: Pipeline
    /// By account: a caller keeps their session from request to request.
    private let tokens = Mutex<[String: String]>([:])

    /// - Parameters:
    ///   - rows: in any order; all that one refers to are among them.
    ///   - file: the test; the package's `Migrations` are found from it upwards, unless `MIGRATIONS_DIR` names them.
    public init(
        _ definition: ServiceDefinition, rows: [TestRow] = [], accounts: [TestAccount] = [],
        refreshTokens: [TestToken] = [], resetTokens: [TestToken] = [], file: String = #filePath
    ) async throws {
        folder = try TestDatabase.copy(migrations: TestDatabase.migrations(above: file))
        database = try ServiceDatabase.open(folder.appending(path: "test.sqlite").path, readers: 1)
        let made = try await Self.accounts(definition.accounts, MeteredDatabase(database))
        self.accounts = made
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let services = Services(
            database: MeteredDatabase(database), authenticator: made?.authenticator, now: { Self.now },
            secret: Array(repeating: 7, count: 32), logger: logger,
            audit: { try AuditLog.append($1, on: $0) }, revokeSessions: { try made?.revokeSessions(of: $1, on: $0) })
        pipeline = try definition.pipeline(services: services, accounts: made)
        try await database.write { connection in
            // Two rows may refer to each other.
            try connection.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for row in rows { try row.insert(on: connection) }
            for account in accounts { try Self.insert(account, on: connection) }
            for token in refreshTokens { try Self.insert(refreshToken: token, on: connection) }
            for token in resetTokens { try Self.insert(resetToken: token, on: connection) }
        }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Sends a request and answers its reply.
    /// - Parameters:
    ///   - path: percent-encoded; it may carry a query.
    ///   - query: not encoded.
    ///   - json: the body, sent as it is.
    public func send(
        _ method: String, _ path: String, query: KeyValuePairs<String, String> = [:],
        as identity: Identity = .anonymous,
        headers: KeyValuePairs<String, String> = [:], json: String? = nil
    ) async throws -> TestReply {
        var fields = HTTPFields()
        if let token = try await token(of: identity) { fields[.authorization] = "Bearer " + token }
        if json != nil {
            fields[.contentType] = method == "PATCH" ? "application/merge-patch+json" : "application/json"
        }
        for (name, value) in headers { HTTPField.Name(name).map { fields[$0] = value } }
        let items = query.map { URLQueryItem(name: $0.key, value: $0.value) }
        let target = path + (items.isEmpty ? "" : "?" + Self.encoded(items))
        let verb = HTTPRequest.Method(method) ?? .get
        let (sent, body) = (fields, json.map { ByteBuffer(string: $0) })
        return try await Application(responder: pipeline).test(.router) { client in
            try await client.execute(uri: target, method: verb, headers: sent, body: body) { response in
                TestReply(status: response.status.code, fields: response.headers, body: response.body)
            }
        }
    }

    // MARK: The database afterwards

    /// How a row differs from what is expected of some of its columns.
    public func differences(
        in table: String, where column: String, is value: TestValue, from expected: KeyValuePairs<String, TestValue>
    ) throws -> [String] {
        guard let row = try row(table, column, value) else { return ["there is no such row"] }
        return expected.compactMap { name, wanted in
            let found: DatabaseValue = row[name] ?? .null
            return found == wanted.stored ? nil : "\(name) is \(found) instead of \(wanted.stored)"
        }
    }

    public func hasRow(in table: String, where column: String, is value: TestValue) throws -> Bool {
        try row(table, column, value) != nil
    }

    /// Every row of every resource, as text.
    public func contents() throws -> [String] {
        try database.read { connection in
            let tables = try String.fetchAll(
                connection,
                sql: #"""
                    SELECT "name" FROM "sqlite_schema" WHERE "type" = 'table' AND "name" NOT LIKE '\_%' ESCAPE '\'
                    AND "name" NOT LIKE 'sqlite\_%' ESCAPE '\' AND "name" NOT LIKE '%\_search%' ESCAPE '\' ORDER BY "name"
                    """#)
            return try tables.flatMap { table in
                try Row.fetchAll(connection, sql: "SELECT * FROM \(table.quoted) ORDER BY rowid").map {
                    "\(table): \($0)"
                }
            }
        }
    }

    /// The audit log, oldest first.
    public func audit() throws -> [TestAudit] {
        try database.read { connection in
            try Row.fetchAll(connection, sql: #"SELECT "operation", "actor", "subject" FROM "_audit" ORDER BY "id""#)
                .map { TestAudit($0[0], actor: $0[1], subject: $0[2]) }
        }
    }

    /// Sessions of an account that are still good.
    public func sessions(of account: String) throws -> Int {
        try database.read { connection in
            try Int.fetchOne(
                connection,
                sql: #"SELECT count(*) FROM "_sessions" WHERE "account_id" = ? AND "revoked_at" IS NULL"#,
                arguments: [account]) ?? 0
        }
    }

    private func row(_ table: String, _ column: String, _ value: TestValue) throws -> Row? {
        try database.read { connection in
            try Row.fetchOne(
                connection, sql: "SELECT * FROM \(table.quoted) WHERE \(column.quoted) IS ?", arguments: [value.stored])
        }
    }

    // MARK: Who asks

    private func token(of identity: Identity) async throws -> String? {
        switch identity {
        case .anonymous: return nil
        case .invalidToken: return "invalid.token.here"
        case .account(let id): return try await token(of: id, isRevoked: false)
        case .revokedSession(let id): return try await token(of: id, isRevoked: true)
        }
    }

    private func token(of account: String, isRevoked: Bool) async throws -> String? {
        if !isRevoked, let token = tokens.withLock({ $0[account] }) { return token }
        let session = UUIDv7.make()
        try await database.write { connection in
            try Self.insert(session: session, of: account, isRevoked: isRevoked, on: connection)
        }
        let token = try await accounts?.tokens.issue(
            account: account, session: session, id: UUIDv7.make(), at: Self.now)
        if !isRevoked { tokens.withLock { $0[account] = token } }
        return token
    }

    private static func encoded(_ items: [URLQueryItem]) -> String {
        var parts = URLComponents()
        parts.queryItems = items
        return (parts.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }
}
