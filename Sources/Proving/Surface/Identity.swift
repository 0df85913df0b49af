/// Who calls an API: a name for reports and what proves it.
public struct Identity: Sendable, Equatable {
    /// `a`, `b`, `admin`
    public var name: String
    /// Such as `Authorization`. Never printed: reports name the identity.
    public var headers: [String: String]

    public init(name: String, headers: [String: String]) {
        self.name = name
        self.headers = headers
    }

    public static func bearer(_ token: String, name: String) -> Identity {
        Identity(name: name, headers: ["Authorization": "Bearer \(token)"])
    }
}
