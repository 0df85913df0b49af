import HTTPTypes

/// Headers that every answer carries.
enum SecurityHeaders {
    /// What an answer says itself stays: `/docs` has its own policy.
    static func add(to headers: inout HTTPFields, requestID: String) {
        if headers[.cacheControl] == nil {
            headers[.cacheControl] = headers[.eTag] == nil ? "no-store" : "private, no-cache"
        }
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.requestID] = requestID
    }
}
