import GRDB

extension Resource {
    /// Deletes a row, or marks it as deleted.
    public func delete(
        _ call: Call, allow: Check<R>, requiresIfMatch: Bool = false, isAudited: Bool = false
    ) async throws -> Reply {
        try await call.services.database.write { connection in
            let old = try find(call.parameters[...], for: call.principal, on: connection)
            guard try allow.holds(call.principal, old, on: connection) else { throw Problem.denied(call.principal) }
            try call.requireReadable()
            try Preconditions.check(call, old.entityTag, required: requiresIfMatch)
            do {
                try release(old, at: call.now, on: connection)
                try connection.cachedStatement(sql: statements.delete).execute(
                    arguments: ["id": old.id, "version": old.version, "now": call.now])
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                // Such as a row that goes with this one and that others refer to.
                throw Problem.conflict("Other rows refer to it.", code: "referenced")
            }
            if isAudited { try audit(call, from: old, to: nil, on: connection) }
            return .noContent
        }
    }

    /// - Throws: a ``Problem`` with status 409 while rows that must not lose it refer to the row.
    private func release(_ record: R, at now: Timestamp, on connection: Connection) throws {
        let arguments: StatementArguments = ["id": record.id, "now": now]
        for referrer in referrers {
            guard case .restrict(let name, let sql) = referrer else { continue }
            if try Row.fetchOne(connection.cachedStatement(sql: sql), arguments: ["id": record.id]) != nil {
                throw Problem.conflict("A \(name) refers to it.", code: "referenced")
            }
        }
        for referrer in referrers {
            guard case .change(let sql) = referrer else { continue }
            try connection.cachedStatement(sql: sql).execute(arguments: arguments)
        }
    }
}
