/// `auth.login: 5/min per ip, email`: how many requests in a window, counted against each named subject.
public struct Limit: Sendable, Equatable {
    /// Which requests a limit counts.
    public enum Scope: Sendable, Equatable {
        /// Every request of a signed-in caller.
        case signedIn
        /// Every anonymous request.
        case anonymous
        /// Requests of one operation: `auth.login`, `User.list`.
        case operation(String)
    }

    /// Against what a request counts.
    public enum Subject: Sendable, Equatable {
        case ip
        case user
        /// A field of the request's body: `email`.
        case field(String)
    }

    public var scope: Scope
    public var requests: Int
    public var window: Seconds
    public var subjects: [Subject]

    public init(scope: Scope, requests: Int, window: Seconds, subjects: [Subject]) {
        self.scope = scope
        self.requests = requests
        self.window = window
        self.subjects = subjects
    }

    /// What holds where a brief has no `limits`.
    public static let defaults = [
        Limit(scope: .signedIn, requests: 600, window: Seconds(60), subjects: [.user]),
        Limit(scope: .anonymous, requests: 60, window: Seconds(60), subjects: [.ip]),
    ]
}
