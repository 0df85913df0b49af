import Brief

extension CaseWriter {
    /// The request after the last one that a named limit lets through. The request is one that can be repeated: its
    /// answer is always the same.
    mutating func limitCases() {
        let repeatable = [
            "wrong", "known", "unknown", "full", "order.default", "body.malformed", "missing", "body.unknown",
            "anonymous", "allow.anonymous",
        ]
        let limits = model.brief.limits.filter { $0.scope == .operation(endpoint.id) && $0.requests <= 20 }
        guard let limit = limits.min(by: { $0.requests < $1.requests }) else { return }
        let found = repeatable.compactMap { slug in cases.first { $0.id == "\(endpoint.id)/\(slug)" } }
            .first { limit.counts($0.steps.first?.request) }
        guard var limited = found, let step = limited.steps.first else { return }
        let refused = Answer(
            status: 429, headers: [.init("Retry-After", .present), .init("RateLimit", .present)],
            body: Answer.problem(429).body)
        limited.id = "\(endpoint.id)/limit"
        limited.title = "request \(limit.requests + 1) within \(limit.window.count) s is one too many"
        limited.requirements = ["limits.\(endpoint.id)"]
        limited.steps =
            Array(repeating: step, count: limit.requests) + [Step(request: step.request, expect: refused)]
        cases.append(limited)
    }
}

extension Limit {
    /// Whether the request has a subject that it is counted against.
    fileprivate func counts(_ request: Request?) -> Bool {
        subjects.contains { subject in
            guard case .field(let name) = subject else { return true }
            if case .json(let body)? = request?.body { return body[name] != nil }
            return false
        }
    }
}
