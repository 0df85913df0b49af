extension Resource {
    /// Reads the body of a registration, without its password.
    /// - Returns: what makes the account, in the transaction that also keeps the password, and answers its id.
    /// - Throws: a ``Problem`` with status 400 or 422; what is returned throws one with status 409.
    public func prepare(_ call: Call, _ body: Body, _ json: JSON) throws -> @Sendable (Connection) throws -> String {
        let values = try body.read(json, isPartial: false, on: nil)
        guard values.violations.isEmpty else { throw Problem.invalid(values.violations) }
        return { connection in try insert(values, at: call.now, id: call.services.newID(), on: connection).idText }
    }

    /// Writes the account with this id as its own answers show it.
    public func write(account id: String, to json: inout JSONWriter, on connection: Connection) throws {
        guard let record = try row(id: id, on: connection) else { throw Problem.notFound() }
        record.write(to: &json)
    }
}
