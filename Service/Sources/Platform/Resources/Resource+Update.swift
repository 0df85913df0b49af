import GRDB

extension Resource {
    /// Changes the members that a merge patch (RFC 7396) names.
    /// - Parameters:
    ///   - allow: who may, of those who may get the row.
    ///   - guards: who may write a member, by its name.
    public func update(
        _ call: Call, _ body: Body, allow: Check<R>, guards: [String: Check<R>] = [:], requiresIfMatch: Bool = false,
        isAudited: Bool = false
    ) async throws -> Reply {
        try await change(call, body, allow, guards, requiresIfMatch, isAudited) {
            try find(call.parameters[...], for: call.principal, on: $0)
        }
    }

    /// The same for the caller's own account.
    public func updateMe(
        _ call: Call, _ body: Body, allow: Check<R>, guards: [String: Check<R>] = [:], requiresIfMatch: Bool = false,
        isAudited: Bool = false
    ) async throws -> Reply {
        try await change(call, body, allow, guards, requiresIfMatch, isAudited) { try me(call, on: $0) }
    }

    private func change(
        _ call: Call, _ body: Body, _ allow: Check<R>, _ guards: [String: Check<R>], _ requiresIfMatch: Bool,
        _ isAudited: Bool, find: @escaping @Sendable (Connection) throws -> R
    ) async throws -> Reply {
        let json = Result { try call.json() }
        return try await call.services.database.write { connection in
            let old = try find(connection)
            guard try allow.holds(call.principal, old, on: connection) else { throw Problem.denied(call.principal) }
            let values = try body.read(json.get(), isPartial: true, on: connection)
            for (member, check) in guards where values.sent.contains(member) {
                guard try check.holds(call.principal, old, on: connection) else { throw Problem.forbidden() }
            }
            try Preconditions.check(call, old.entityTag, required: requiresIfMatch)
            try refuseTaken(values, of: old.id, on: connection)
            guard values.violations.isEmpty else { throw Problem.invalid(values.violations) }
            if values.columns.isEmpty, values.lists.isEmpty { return reply(old) }
            var columns = old.values.merging(values.columns) { $1 }
            columns["updated_at"] = call.now.databaseValue
            guard var new = try fetch(statements.update, columns, on: connection) else { throw Problem.notFound() }
            try storeLists(values, of: &new, on: connection)
            if isAudited { try audit(call, from: old, to: new, on: connection) }
            return reply(new)
        }
    }
}
