import GRDB

extension Resource {
    /// Reads the body of a registration, without its password.
    /// - Returns: what makes the account, in the transaction that also keeps the password, and answers its id.
    /// - Throws: a ``Problem`` with status 400, 409 or 422; what is returned throws one with status 409 when a value was taken
    ///   meanwhile.
    public func prepare(
        _ call: Call, _ body: Body, _ json: JSON
    ) async throws -> @Sendable (Connection) throws -> String {
        let values = try await call.services.database.read { connection in
            let values = try body.read(json, isPartial: false, on: connection)
            try refuseTaken(values, of: .null, on: connection)
            return values
        }
        guard values.violations.isEmpty else { throw Problem.invalid(values.violations) }
        return { connection in try insert(values, at: call.now, id: call.services.newID(), on: connection).idText }
    }

    /// Writes the account with this id as its own answers show it.
    public func write(account id: String, to json: inout JSONWriter, on connection: Connection) throws {
        guard let record = try row(id: id, on: connection) else { throw Problem.notFound() }
        record.write(to: &json)
    }
}
