import GRDB

extension Resource {
    /// Performs an action on a row.
    /// - Parameters:
    ///   - body: its input; nil: it takes none.
    ///   - allow: who may, of those who may get the row.
    ///   - when: the state that it needs.
    ///   - statement: the change; binds `:id`, `:version`, `:now`, what rules know of the caller, and members of the body
    ///     that have a column, by its name.
    ///   - keeps: whether what was computed is within its range.
    ///   - revokesSessions: ends the sessions of the account that the row is.
    public func act(
        _ call: Call, _ body: Body? = nil, allow: Check<R>, when: Check<R> = .anyone, statement: String,
        keeps: @escaping @Sendable (R) -> Bool = { _ in true }, requiresIfMatch: Bool = false,
        revokesSessions: Bool = false, isAudited: Bool = false
    ) async throws -> Reply {
        let json = Result { body == nil ? JSON.null : try call.json() }
        return try await call.write { connection in
            let old = try find(call.parameters[...], for: call.principal, on: connection)
            guard try allow.holds(call.principal, old, on: connection) else { throw Problem.denied(call.principal) }
            try call.requireReadable()
            let values = try body?.read(json.get(), isPartial: false, on: connection) ?? Values()
            try Preconditions.check(call, old.entityTag, required: requiresIfMatch)
            guard try when.holds(call.principal, old, on: connection) else {
                throw Problem.conflict("Its state does not allow this.", code: "state")
            }
            guard values.violations.isEmpty else { throw Problem.invalid(values.violations) }
            var arguments = call.principal.arguments.merging(values.columns) { $1 }
            arguments["id"] = old.id
            arguments["version"] = old.version.databaseValue
            guard let new = try fetch(statement, arguments, on: connection) else { throw Problem.notFound() }
            guard keeps(new) else {
                throw Problem.conflict(
                    "Its state does not allow this: a value would leave its range.", code: "out-of-range")
            }
            if revokesSessions { try call.services.revokeSessions(connection, new.idText) }
            if isAudited { try audit(call, from: old, to: new, on: connection) }
            return reply(new)
        }
    }
}
