import HTTPTypes

/// Cross-origin requests (CORS) by allow-list. Tokens travel in a header, never in cookies, so credentials are not allowed.
struct CrossOrigin: Sendable {
    private let origins: Set<String>

    init(origins: [String]) { self.origins = Set(origins) }

    /// The answer to a preflight request; nil: this is none.
    func preflight(_ head: HTTPRequest, allowed: String) -> Reply? {
        guard head.method == .options, head.headerFields[.origin] != nil,
            head.headerFields[.accessControlRequestMethod] != nil
        else { return nil }
        var reply = Reply.noContent
        guard allows(head) != nil else { return reply }
        reply.headers[.accessControlAllowMethods] = allowed
        reply.headers[.accessControlAllowHeaders] =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, traceparent"
        reply.headers[.accessControlMaxAge] = "600"
        return reply
    }

    func mark(_ headers: inout HTTPFields, for head: HTTPRequest) {
        if origins.isEmpty { return }
        headers[.vary] = "Origin"
        guard let origin = allows(head) else { return }
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlExposeHeaders] =
            "Deprecation, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Request-Id"
    }

    private func allows(_ head: HTTPRequest) -> String? {
        head.headerFields[.origin].flatMap { origins.contains($0) ? $0 : nil }
    }
}
