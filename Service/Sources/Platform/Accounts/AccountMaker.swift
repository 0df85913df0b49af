import GRDB

/// Makes accounts for the Server's own commands: administrators and demo accounts. Over the API the rules of create hold instead.
struct AccountMaker {
    /// What an account is made of.
    struct Request: Sendable {
        var login: String
        /// Values by the name of their field.
        var fields: [String: DatabaseValue] = [:]
        /// Nil: the field's own default.
        var role: String?
    }

    let model: AccountModel
    let newID: @Sendable () -> String

    /// Inserts the row and its password.
    /// - Returns: the account's id.
    /// - Throws: ``AccountMakerError``
    func insert(_ request: Request, hash: String, at now: Timestamp, on connection: Connection) throws -> String {
        var values = try columns(of: request)
        values.append(("created_at", now.databaseValue))
        values.append(("updated_at", now.databaseValue))
        values.append(("version", 1.databaseValue))
        let id = model.numbersIDs ? nil : newID()
        if let id { values.append(("id", id.databaseValue)) }
        let sql = """
            INSERT INTO \(model.table.quotedIdentifier) (\(values.map { $0.0.quotedIdentifier }.joined(separator: ", ")))
            VALUES (\(values.map { _ in "?" }.joined(separator: ", ")))
            """
        do {
            try connection.execute(sql: sql, arguments: StatementArguments(values.map(\.1)))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw AccountMakerError.refused(error.message ?? "a rule of the table is broken")
        }
        let account = id ?? String(connection.lastInsertedRowID)
        try Credentials.set(hash: hash, of: account, at: now, on: connection)
        return account
    }

    private func columns(of request: Request) throws -> [(String, DatabaseValue)] {
        var given = request.fields
        given[model.login.field] = model.login.stored(request.login).databaseValue
        if let role = request.role {
            guard let roleColumn = model.roleColumn, model.roles.contains(role) else {
                throw AccountMakerError.unknownRole(role, model.roles)
            }
            let field = model.columns.first { $0.column == roleColumn }?.field ?? roleColumn
            given[field] = role.databaseValue
        }
        let known = Set(model.columns.map(\.field))
        if let unknown = given.keys.filter({ !known.contains($0) }).min() {
            throw AccountMakerError.unknownField(unknown, model.columns.map(\.field))
        }
        let missing = model.columns.filter { given[$0.field] == nil && $0.initial == nil }.map(\.field)
        guard missing.isEmpty else { throw AccountMakerError.missing(missing) }
        return model.columns.map { ($0.column, given[$0.field] ?? $0.initial ?? .null) }
    }
}

/// Why an account was not made.
enum AccountMakerError: Error, Equatable, CustomStringConvertible {
    case missing([String])
    case unknownField(String, [String])
    case unknownRole(String, [String])
    case refused(String)

    var description: String {
        switch self {
        case .missing(let fields): "the account needs " + fields.map { "--set \($0)=…" }.joined(separator: " ")
        case .unknownField(let field, let known):
            "an account has no `\(field)`; it has \(known.joined(separator: ", "))"
        case .unknownRole(let role, let known): "there is no role `\(role)`; there are \(known.joined(separator: ", "))"
        case .refused(let reason): "the account was refused: \(reason)"
        }
    }
}
