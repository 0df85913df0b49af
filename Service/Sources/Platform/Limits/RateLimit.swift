/// How many requests may come in a window, counted against each of its subjects.
public struct RateLimit: Sendable, Equatable {
    /// Which requests a limit counts.
    public enum Scope: Sendable, Equatable {
        case signedIn
        case anonymous
        /// Requests of one operation: `auth.login`.
        case operation(String)
    }

    public enum Subject: Sendable, Equatable {
        case ip
        /// The account; the address where nobody is signed in.
        case user
        /// A text member of the body, letter case aside.
        case field(String)
    }

    /// In `RateLimit-Policy`: `default`.
    public var name: String
    public var scope: Scope
    public var requests: Int
    /// Seconds.
    public var window: Int
    public var subjects: [Subject]

    public init(_ name: String, _ scope: Scope, _ requests: Int, per window: Int, by subjects: [Subject]) {
        self.name = name
        self.scope = scope
        self.requests = requests
        self.window = window
        self.subjects = subjects
    }
}
