import HTTPTypes

extension HTTPField.Name {
    static let acceptPatch = constant("Accept-Patch")
    static let deprecation = constant("Deprecation")
    static let forwardedFor = constant("X-Forwarded-For")
    static let idempotencyKey = constant("Idempotency-Key")
    static let rateLimit = constant("RateLimit")
    static let rateLimitPolicy = constant("RateLimit-Policy")
    static let requestID = constant("X-Request-Id")
    static let sunset = constant("Sunset")
    static let traceParent = constant("traceparent")

    /// The names above are tokens of RFC 9110, so there always is one.
    private static func constant(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header's name") }
        return name
    }
}
