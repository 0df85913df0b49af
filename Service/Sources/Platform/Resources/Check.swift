import GRDB

/// A rule of the service: who may, or when.
public enum Check<R: StoredRow>: Sendable {
    /// Nothing but the caller decides.
    case caller(@Sendable (Principal) -> Bool)
    /// The caller and the row decide.
    case row(@Sendable (Principal, R) -> Bool)
    /// The rule looks beyond the row: this statement answers 0 or 1 for the row `:id`.
    case statement(String)

    /// True for everyone.
    public static var anyone: Check { .caller { _ in true } }
    /// What is not granted is denied.
    public static var noOne: Check { .caller { _ in false } }

    func holds(_ caller: Principal, _ row: R, on connection: Connection) throws -> Bool {
        switch self {
        case .caller(let test): return test(caller)
        case .row(let test): return test(caller, row)
        case .statement(let sql):
            var arguments = caller.arguments
            arguments["id"] = row.id
            return try Bool.fetchOne(connection.cachedStatement(sql: sql), arguments: StatementArguments(arguments))
                ?? false
        }
    }

    /// Whether the database is asked.
    var needsStatement: Bool {
        if case .statement = self { true } else { false }
    }

    /// What the caller alone decides; nil where the row matters too.
    func holdsAlone(_ caller: Principal) -> Bool? {
        if case .caller(let test) = self { return test(caller) }
        return nil
    }
}

extension Problem {
    /// 401 for those who did not say who they are, 403 for the others.
    static func denied(_ caller: Principal) -> Problem {
        caller.id == nil ? .unauthorized("Sign in to do this.") : .forbidden()
    }
}
