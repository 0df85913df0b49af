/// One case of the test plan: given rows and accounts, requests of one operation, the answers and the state expected.
/// Tests, smoke tests, examples and load are printed from the same cases.
public struct Case: Sendable, Equatable {
    /// `User.update/allow.owner`: the operation, then what it shows; unique in a blueprint and stable.
    public var id: String
    /// `the owner is let in`
    public var title: String
    /// The endpoint's id: `User.update`.
    public var operation: String
    /// Ids of the requirements it proves.
    public var requirements: [String]
    public var given: Given
    /// Mostly one. Several are of the same operation: a walk through pages, the second use of a token.
    public var steps: [Step]
    /// Rows as they are afterwards.
    public var state: [RowExpectation]
    /// No row of any resource differs afterwards.
    public var isUnchanged: Bool
    /// What the audit log gains; nil: not looked at.
    public var audit: [AuditExpectation]?
    /// Accounts whose sessions have all ended afterwards; the test opens one for each before.
    public var revokedAccounts: [String]
    /// Of an update: what it leaves lets the same request succeed again.
    public var isRepeatable = false

    /// The time at which every case happens; the clock stands still.
    public static let now = "2026-01-15T12:00:00.000Z"
}

/// What is in the database before the requests. Everything is put there directly, never through an endpoint.
public struct Given: Sendable, Equatable {
    /// In an order in which each refers only to those before it.
    public var rows: [Row] = []
    public var accounts: [Account] = []
    public var refreshTokens: [RefreshToken] = []
    public var resetTokens: [ResetToken] = []

    /// A row of a resource.
    public struct Row: Sendable, Hashable {
        public var resource: String
        /// As in the database: column and value, `version` and `deleted_at` included.
        public var columns: [Cell]
        /// Elements of list fields.
        public var lists: [Elements] = []

        /// The first column is the id: what tells rows apart.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(resource)
            hasher.combine(columns.first)
        }
    }

    public struct Cell: Sendable, Hashable {
        public var column: String
        public var value: SQLValue

        public init(_ column: String, _ value: SQLValue) {
            self.column = column
            self.value = value
        }
    }

    public struct Elements: Sendable, Hashable {
        public var table: String
        public var values: [SQLValue]
    }

    /// Makes one of the rows an account that can sign in.
    public struct Account: Sendable, Hashable {
        /// The row's `id`.
        public var id: String
        /// Nil: no credentials.
        public var password: String?
        /// Failed sign-ins within the lockout's window, the last one a minute ago.
        public var failures = 0
        /// The value of the login field, which failures count against.
        public var login: String
    }

    /// A refresh token of a session.
    public struct RefreshToken: Sendable, Equatable {
        /// 43 characters of base64url.
        public var token: String
        public var account: String
        public var isUsed = false
        /// Seconds from now; negative: expired.
        public var expiresIn: Int
    }

    public struct ResetToken: Sendable, Equatable {
        public var token: String
        public var account: String
        public var isUsed = false
        public var expiresIn: Int
    }
}

/// A request and the answer expected.
public struct Step: Sendable, Equatable {
    public var request: Request
    public var expect: Answer
}

public struct Request: Sendable, Equatable {
    public enum Identity: Sendable, Equatable {
        case anonymous
        /// An access token of this account with a live session.
        case account(String)
        /// A token that is no token.
        case invalidToken
        /// An access token whose session was revoked.
        case revokedSession(String)
    }

    public enum Body: Sendable, Equatable {
        case none
        case json(JSON)
        /// Bytes that need not be JSON.
        case text(String)
    }

    public var identity: Identity
    public var method: String
    /// With the keys filled in, percent-encoded.
    public var path: String
    /// Unencoded.
    public var query: [Pair] = []
    public var headers: [Pair] = []
    public var body: Body = .none
    /// The request goes to the page that the last answer's member names (`next`, `prev`) instead of to `path`.
    public var follows: String?

    public struct Pair: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// The answer expected.
public struct Answer: Sendable, Equatable {
    public var status: Int
    public var headers: [HeaderExpectation] = []
    /// Nil: the body is not looked at.
    public var body: Matcher?
}

public struct HeaderExpectation: Sendable, Equatable {
    public enum Test: Sendable, Equatable {
        case present, absent
        case equals(String)
        case hasPrefix(String)
    }

    public var name: String
    public var test: Test

    public init(_ name: String, _ test: Test) {
        self.name = name
        self.test = test
    }
}

/// What a JSON value must be.
public indirect enum Matcher: Sendable, Equatable {
    case equals(JSON)
    /// Any value but null.
    case present
    /// Anything, null included, but there.
    case any
    /// The member is not there.
    case absent
    /// An object with these members; with no others when `exact`.
    case object([Member], exact: Bool)
    /// An array of exactly these elements in this order.
    case array([Matcher])
    /// An array that has each of these among its elements.
    case containing([Matcher])
    /// No body at all.
    case empty

    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: Matcher

        public init(_ name: String, _ value: Matcher) {
            self.name = name
            self.value = value
        }
    }
}

/// A row as it is afterwards.
public struct RowExpectation: Sendable, Equatable {
    public var resource: String
    public var table: String
    /// Finds the row: mostly `id`.
    public var column: String
    public var value: SQLValue
    /// Nil: there is no such row any more.
    public var cells: [Given.Cell]?
}

/// An entry of the audit log.
public struct AuditExpectation: Sendable, Equatable {
    /// `User.suspend`
    public var operation: String
    /// The account that did it; nil: anonymous.
    public var actor: String?
    /// The row it was done to.
    public var subject: String

    public init(operation: String, actor: String?, subject: String) {
        self.operation = operation
        self.actor = actor
        self.subject = subject
    }
}
