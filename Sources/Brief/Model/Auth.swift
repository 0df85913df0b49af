/// Accounts: who may sign in, how, and where.
public struct Auth: Sendable, Equatable {
    /// An account operation of `auth.ops`, in the order of the language's table.
    public enum Operation: String, Sendable, CaseIterable {
        case register, login, refresh, logout, forgot, reset, password
    }

    /// `POST /auth/login`
    public struct Endpoint: Sendable, Equatable {
        public var operation: Operation
        public var method: String
        public var path: String

        public init(operation: Operation, method: String, path: String) {
            self.operation = operation
            self.method = method
            self.path = path
        }
    }

    /// Name of the account resource.
    public var subject: String
    /// The unique field of `login: email + password`.
    public var login: String
    /// Characters.
    public var passwordLength: ClosedRange<Int>
    /// The field that holds the caller's role.
    public var roleField: String?
    /// The condition under which an account may sign in and stay in.
    public var when: Expression?
    /// Life of an access token.
    public var access: Seconds
    /// Life of a refresh token; nil: none are given.
    public var refresh: Seconds?
    public var lockout: Lockout?
    public var endpoints: [Endpoint]
    /// Path of `me` (get and update of oneself), or nil.
    public var me: String?

    public init(
        subject: String, login: String, passwordLength: ClosedRange<Int> = 8...128, roleField: String? = nil,
        when: Expression? = nil, access: Seconds = Seconds(900), refresh: Seconds? = nil, lockout: Lockout? = nil,
        endpoints: [Endpoint] = [], me: String? = nil
    ) {
        self.subject = subject
        self.login = login
        self.passwordLength = passwordLength
        self.roleField = roleField
        self.when = when
        self.access = access
        self.refresh = refresh
        self.lockout = lockout
        self.endpoints = endpoints
        self.me = me
    }
}

/// `10 in 15m`: failures per account before it is locked.
public struct Lockout: Sendable, Equatable {
    public var failures: Int
    public var window: Seconds

    public init(failures: Int, window: Seconds) {
        self.failures = failures
        self.window = window
    }
}
