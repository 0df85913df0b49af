import GRDB

/// The one who asks, signed in or not, and when: all that a rule may know besides the row.
public struct Principal: Sendable {
    /// The account's id; nil: anonymous.
    public let id: String?
    /// Index among the service's roles, lowest first; -1: anonymous.
    public let role: Int
    public let now: Timestamp
    public let caller: Caller?

    public init(_ caller: Caller?, now: Timestamp) {
        self.id = caller?.id
        self.role = caller?.role ?? -1
        self.now = now
        self.caller = caller
    }

    /// A column of the caller's own row; null when anonymous.
    public subscript(column: String) -> DatabaseValue { caller?.row[column] ?? .null }

    /// What SQL conditions may name: `:me`, `:role`, `:now`, and `:me_<column>` for each column of the caller's row.
    var arguments: [String: DatabaseValue] {
        var arguments = ["me": id.databaseValue, "role": role.databaseValue, "now": now.databaseValue]
        for (column, value) in caller?.row ?? [:] { arguments["me_" + column] = value }
        return arguments
    }
}
