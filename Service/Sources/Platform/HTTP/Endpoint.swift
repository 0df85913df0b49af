import HTTPTypes

/// One operation of the API: how it is reached, what it accepts, and what it does.
public struct Endpoint: Sendable {
    public enum Authentication: Sendable, Equatable {
        /// A token is not looked at.
        case none
        /// Anonymous callers are let in; a token that is sent must be good.
        case optional
        case required
    }

    public enum Body: Sendable, Equatable {
        /// A body is read and ignored.
        case none
        /// A body of one of these media types, of at most `limit` bytes.
        case json(types: [String], limit: Int)

        /// `application/json`, at most 1 MiB.
        public static let json = Body.json(types: ["application/json"], limit: 1 << 20)
        /// `application/merge-patch+json` (RFC 7396) or `application/json`, at most 1 MiB.
        public static let mergePatch = Body.json(
            types: ["application/merge-patch+json", "application/json"], limit: 1 << 20)
    }

    /// `User.update`
    public var operation: String
    public var method: HTTPRequest.Method
    /// `/v1/users/{id}`
    public var path: String
    public var authentication: Authentication
    public var body: Body
    /// Query parameters that are known; any other answers 400, when the operation calls ``Call/requireReadable()``.
    public var query: [String]
    /// Answers 501 before authentication, limits and validation.
    public var isStub = false
    /// When the operation was declared deprecated (RFC 9745) and when it goes away (RFC 8594).
    public var deprecation: Deprecation?
    /// What a successful answer is, for the `Accept` header; nil: it varies, and the header is not looked at.
    public var produces: String? = "application/json"
    /// Whether rate limits count its requests.
    public var isLimited = true
    public var handle: @Sendable (Call) async throws -> Reply

    public init(
        _ operation: String, _ method: HTTPRequest.Method, _ path: String, authentication: Authentication = .required,
        body: Body = .none, query: [String] = [], handle: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.authentication = authentication
        self.body = body
        self.query = query
        self.handle = handle
    }

    /// An operation that is not built yet.
    public static func stub(_ operation: String, _ method: HTTPRequest.Method, _ path: String) -> Endpoint {
        var endpoint = Endpoint(operation, method, path, authentication: .none) { _ in
            throw Problem.notBuilt(operation)
        }
        endpoint.isStub = true
        return endpoint
    }
}

/// The life's end of an operation.
public struct Deprecation: Sendable, Equatable {
    public var since: Timestamp
    public var sunset: Timestamp?

    public init(since: Timestamp, sunset: Timestamp? = nil) {
        self.since = since
        self.sunset = sunset
    }
}
