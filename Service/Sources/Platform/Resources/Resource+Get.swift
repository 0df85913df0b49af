import GRDB
import HTTPTypes

extension Resource {
    /// Answers one row.
    public func get(_ call: Call) async throws -> Reply {
        let record = try await read(call) { try find(call.parameters[...], for: call.principal, on: $0) }
        try call.requireReadable()
        return fresh(record, for: call)
    }

    /// Answers the caller's own account.
    public func getMe(_ call: Call) async throws -> Reply {
        let record = try await read(call) { try me(call, on: $0) }
        try call.requireReadable()
        return fresh(record, for: call)
    }

    /// - Throws: a ``Problem`` with status 401 when the caller's account went after the token was looked at, with 404 when
    ///   the caller may not get their own row.
    func me(_ call: Call, on connection: Connection) throws -> R {
        guard let id = call.principal.id, let record = try row(id: id, on: connection) else {
            throw AccountAuthenticator.refused
        }
        guard try get.holds(call.principal, record, on: connection) else { throw Problem.notFound() }
        return record
    }

    /// Reads what one answer needs. A single statement sees one state of the database by itself; several are put into a
    /// transaction, which costs two statements more.
    func read<Value: Sendable>(
        _ call: Call, _ work: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        if parent == nil, lists.isEmpty, !get.needsStatement {
            return try await call.services.database.unsafeRead(work)
        }
        return try await call.services.database.read(work)
    }

    private func fresh(_ record: R, for call: Call) -> Reply {
        guard Preconditions.isFresh(call, record.entityTag) else { return reply(record) }
        return Reply(.notModified, headers: [.eTag: record.entityTag])
    }
}
