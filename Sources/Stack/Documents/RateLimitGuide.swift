import Brief

/// `docs/rate-limits.md`
func rateLimitGuide(_ brief: Brief) -> RenderedFile {
    guard !brief.limits.isEmpty else {
        return RenderedFile("docs/rate-limits.md", "# Rate limits\n\nThis service has none.\n")
    }
    return RenderedFile(
        "docs/rate-limits.md",
        """
        # Rate limits

        | requests | how many | counted by |
        |---|---|---|
        \(brief.limits.map(row).joined(separator: "\n"))

        Answers say what is left (draft-ietf-httpapi-ratelimit-headers):

        ```
        RateLimit-Policy: "default";q=\(brief.limits[0].requests);w=\(brief.limits[0].window.count)
        RateLimit: "default";r=\(max(0, brief.limits[0].requests - 1));t=\(brief.limits[0].window.count)
        ```

        `q` requests in `w` seconds; `r` are left, `t` seconds until all are again. Above the limit the answer is 429 with
        `Retry-After`: wait as long, and ask less often rather than again at once.

        Each instance of the service counts for itself: behind a proxy with two instances a caller may get up to twice as much.

        """)
}

private func row(_ limit: Limit) -> String {
    let scope =
        switch limit.scope {
        case .signedIn: "of a signed-in caller"
        case .anonymous: "of anonymous callers"
        case .operation(let id): "`\(id)`"
        }
    let subjects = limit.subjects.map { subject in
        switch subject {
        case .ip: "address"
        case .user: "account"
        case .field(let name): "`\(name)`"
        }
    }
    return "| \(scope) | \(limit.requests) in \(length(limit.window)) | \(subjects.joined(separator: ", ")) |"
}
