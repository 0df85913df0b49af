import Brief

/// One operation of the API: how it is called and what it answers.
public struct Endpoint: Sendable, Equatable {
    public enum Kind: Sendable, Hashable {
        case resource(Resource.Operation)
        /// `POST path/{key}/name`
        case action(String)
        case account(Auth.Operation)
        /// `get` or `update` of the caller's own account.
        case me(Resource.Operation)
    }

    /// Who gets past the 401.
    public enum Authentication: String, Sendable {
        /// No token is looked at: `login`.
        case none
        /// A caller without a token is served when the rule lets anyone in.
        case optional
        /// Without a valid token: 401.
        case required
    }

    /// `User.list`, `auth.login`, `me.get`.
    public var id: String
    public var kind: Kind
    /// The resource it works on; the account resource for account operations.
    public var resource: String
    public var method: String
    /// With the base path and `{parameters}`: `/v1/users/{id}`.
    public var path: String
    public var pathParameters: [PathParameter]
    public var query: [QueryParameter]
    public var authentication: Authentication
    public var successStatus: Int
    /// What a request carries; nil: no body is read.
    public var body: BodyShape?
    /// What a successful answer carries.
    public var answer: AnswerShape
    /// `If-Match` is honoured (and `ETag` answered).
    public var isConditional: Bool

    /// `GET` and `HEAD`-like reads change nothing.
    public var isRead: Bool { method == "GET" }

    /// `Idempotency-Key` is honoured. Answers of account operations hold tokens, which are not stored.
    public var isRepeatable: Bool {
        if case .account = kind { false } else { method == "POST" }
    }
}

/// `{id}` in a path.
public struct PathParameter: Sendable, Equatable {
    public var name: String
    /// The resource whose key it is.
    public var resource: String
    /// The field of that resource.
    public var key: String
    /// The reference of the endpoint's own resource that it sets; nil for the row's own key.
    public var reference: String?
}

/// A query parameter of a list.
public struct QueryParameter: Sendable, Equatable {
    public enum Role: Sendable, Equatable {
        case filter(Listing.Filter)
        case search, sort, limit, cursor, offset
    }

    public var name: String
    public var role: Role
}

/// The members of a request's JSON object.
public struct BodyShape: Sendable, Equatable {
    /// A member that comes from the client.
    public struct Member: Sendable, Equatable {
        public var field: Field
        public var isRequired: Bool
    }

    public var members: [Member]
    /// `application/json` or `application/merge-patch+json`.
    public var mediaType: String

    public init(members: [Member], mediaType: String = "application/json") {
        self.members = members
        self.mediaType = mediaType
    }
}

/// What a successful answer carries.
public enum AnswerShape: Sendable, Equatable {
    /// A row of this resource.
    case row(String)
    /// A page of rows.
    case page(String)
    /// Access token, refresh token where the brief gives any, and the account.
    case session
    case empty
}
