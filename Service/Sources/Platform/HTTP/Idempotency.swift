import Crypto
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Synchronization

/// `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the first answer to a key is stored in the transaction of
/// its change and sent again for 24 hours, so that a repeated request changes nothing twice, also across processes.
final class Idempotency: Sendable {
    /// Seconds that an answer is kept.
    static let lifetime: Int64 = 86_400

    private let inFlight = Mutex<Set<IdempotencyKey>>([])

    /// - Throws: a ``Problem`` with status 409 while another request with the same key is being answered.
    func enter(_ key: IdempotencyKey) throws {
        guard inFlight.withLock({ $0.insert(key).inserted }) else {
            throw Problem.conflict(
                "A request with this Idempotency-Key is being answered.", code: "idempotency-in-flight")
        }
    }

    func leave(_ key: IdempotencyKey) { inFlight.withLock { _ = $0.remove(key) } }
}

/// Names one request of one caller.
struct IdempotencyKey: Hashable, Sendable {
    var caller: String
    var operation: String
    var key: String
    /// Digest of what was asked for.
    var fingerprint: String

    /// Nil: the request has no key, or one that the operation refuses when it comes to what it can't read.
    init?(_ call: Call) {
        guard let key = Self.text(call.head), Self.lengths.contains(key.utf8.count) else { return nil }
        self.key = key
        caller = call.caller?.id ?? "ip " + call.address
        operation = call.operation
        var digest = SHA256()
        digest.update(data: Data((call.head.path ?? "").utf8))
        digest.update(data: [0])
        digest.update(data: call.body.readableBytesView)
        fingerprint = digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static let lengths = 1...255

    private static func text(_ head: HTTPRequest) -> String? {
        head.method == .post ? head.headerFields[.idempotencyKey] : nil
    }

    /// - Throws: a ``Problem`` with status 400.
    static func requireReadable(_ head: HTTPRequest) throws {
        guard let key = text(head), !lengths.contains(key.utf8.count) else { return }
        throw Problem.malformed("An Idempotency-Key has 1 to 255 characters.", code: "malformed-header")
    }

    static func == (left: IdempotencyKey, right: IdempotencyKey) -> Bool {
        left.caller == right.caller && left.operation == right.operation && left.key == right.key
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(caller)
        hasher.combine(operation)
        hasher.combine(key)
    }

    /// The stored answer; nil: this is the first request.
    /// - Throws: a ``Problem`` with status 422 when the key came with another request.
    func stored(at now: Timestamp, on connection: Connection) throws -> Reply? {
        let sql = """
            SELECT "fingerprint", "status", "headers", "body" FROM "_idempotency"
            WHERE "caller" = ? AND "operation" = ? AND "key" = ? AND "expires_at" > ?
            """
        let statement = try connection.cachedStatement(sql: sql)
        guard let row = try Row.fetchOne(statement, arguments: [caller, operation, key, now]) else { return nil }
        guard row[0] == fingerprint else {
            throw Problem(
                .unprocessableContent, code: "idempotency-mismatch",
                detail: "This Idempotency-Key was used for a different request.")
        }
        var reply = Reply(.init(code: row[1]), body: ByteBuffer(bytes: row[3] as Data))
        for member in try JSON(parsing: row[2] as String).members ?? [] {
            if let name = HTTPField.Name(member.name) { reply.headers[name] = member.value.string }
        }
        return reply
    }

    func store(_ reply: Reply, at now: Timestamp, on connection: Connection) throws {
        var headers = JSONWriter()
        headers.object { json in
            for field in reply.headers {
                json.name(escaping: field.name.canonicalName)
                json.value(field.value)
            }
        }
        let sql = """
            INSERT OR REPLACE INTO "_idempotency"
            ("caller", "operation", "key", "fingerprint", "status", "headers", "body", "created_at", "expires_at")
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try connection.cachedStatement(sql: sql).execute(
            arguments: [
                caller, operation, key, fingerprint, reply.status.code, String(buffer: headers.buffer),
                Data(reply.body.readableBytesView), now, now.adding(seconds: Idempotency.lifetime),
            ])
    }
}

extension Call {
    /// Makes a change in one transaction and answers it. A request with an `Idempotency-Key` that was answered before gets the
    /// same answer again, and nothing is changed. A key that cannot be read is for `change` to refuse: ``requireReadable()``.
    /// - Throws: what `change` throws, after rolling back; a ``Problem`` with status 409 or 422 about the key.
    public func write(_ change: @escaping @Sendable (Connection) throws -> Reply) async throws -> Reply {
        guard let key = IdempotencyKey(self) else { return try await services.database.write(change) }
        try idempotency.enter(key)
        defer { idempotency.leave(key) }
        return try await services.database.write { connection in
            if let stored = try key.stored(at: now, on: connection) { return stored }
            let reply = try change(connection)
            try key.store(reply, at: now, on: connection)
            return reply
        }
    }
}
