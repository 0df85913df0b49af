import Blueprint

/// An API as those see it who call it: its operations, and how a caller signs in. Built from an OpenAPI document, ours or
/// a foreign one; instruments that work from outside (load, audit, contract) know nothing else of the service.
public struct Surface: Sendable, Equatable {
    public var title: String
    /// In the document's order of paths.
    public var operations: [SurfaceOperation]
    /// The path of the document's first server, with which the operations' paths begin: `/v1`.
    public var base = ""
    /// The header of the document's API key, where it knows no bearer token: `X-Access-Token`.
    public var tokenHeader: String?

    public init(title: String, operations: [SurfaceOperation]) {
        self.title = title
        self.operations = operations
    }

    public func operation(_ id: String) -> SurfaceOperation? { operations.first { $0.id == id } }
}

/// A method of a path, with all `$ref`s resolved.
public struct SurfaceOperation: Sendable, Equatable {
    public enum Place: String, Sendable { case path, query, header, cookie }

    public struct Parameter: Sendable, Equatable {
        public var name: String
        public var place: Place
        public var isRequired: Bool
        /// JSON Schema.
        public var schema: JSON
        public var example: JSON?
    }

    public struct Body: Sendable, Equatable {
        /// `application/json`
        public var mediaType: String
        /// JSON Schema.
        public var schema: JSON
        public var examples: [JSON]
        public var isRequired: Bool
    }

    public struct Answer: Sendable, Equatable {
        /// `200`, `4XX`, `default`
        public var status: String
        /// By media type, the JSON Schema of the body.
        public var bodies: [JSON.Member]
        public var headers: [String]
    }

    /// Whose id a member of the body holds.
    struct Reference: Sendable, Equatable {
        var resource: String
        /// The id of a row that is there from the beginning.
        var known: String?
    }

    /// The `operationId`; `GET /users` where the document gives none.
    public var id: String
    /// `GET`
    public var method: String
    /// With the path of the first server in front: `/v1/users/{id}`.
    public var path: String
    public var parameters: [Parameter]
    public var body: Body?
    public var answers: [Answer]
    /// A caller needs credentials.
    public var isSecured: Bool
    /// The document says that it is for callers without credentials too, by an empty `security` or an empty alternative in it.
    public var isOpen = false
    /// What the document says of it for people: summary, description, tags, scopes.
    public var words = ""
    /// By member of the body; a document says nothing of it, a design does.
    var references: [String: Reference] = [:]

    public var pathParameters: [Parameter] { parameters.filter { $0.place == .path } }

    /// Whether the document knows of this status: by number, by class (`4XX`) or by `default`.
    public func documents(_ status: Int) -> Bool {
        answers.contains {
            $0.status == "\(status)" || $0.status.uppercased() == "\(status / 100)XX" || $0.status == "default"
        }
    }
}
