import GRDB

/// A connection inside a transaction or a read. The platform's own `Database` is the pool.
public typealias Connection = GRDB.Database

/// Who is signed in: an account and its session.
public struct Caller: Sendable {
    /// The account's id as text, also where ids are numbers.
    public var id: String
    public var session: String
    /// Index among the service's roles, lowest first.
    public var role: Int
    /// The account's own row by column, for rules like `me.team`.
    public var row: [String: DatabaseValue]

    public init(id: String, session: String, role: Int, row: [String: DatabaseValue] = [:]) {
        self.id = id
        self.session = session
        self.role = role
        self.row = row
    }
}

/// Turns an access token into the account that sent it.
public protocol Authenticator: Sendable {
    /// - Throws: a ``Problem`` with status 401 when the token, its session or its account is not good at `now`.
    func caller(bearer: Substring, at now: Timestamp) async throws -> Caller
}
