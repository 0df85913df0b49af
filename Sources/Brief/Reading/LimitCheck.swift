/// Finds limits of one operation that are never reached, because a general one that counts the same requests is lower.
struct LimitCheck {
    let brief: Brief
    let limits: [Limit]

    /// The subject of a limit whose count is always stopped by a general limit first, and that limit.
    func obstacle(to limit: Limit) -> (subject: Limit.Subject, general: Limit)? {
        guard case .operation(let id) = limit.scope else { return nil }
        let callers = self.callers(of: id)
        for subject in limit.subjects {
            let lower = callers.compactMap { self.lower(than: limit, per: subject, for: $0) }
            if lower.count == callers.count, let general = lower.first { return (subject, general) }
        }
        return nil
    }

    private func lower(than limit: Limit, per subject: Limit.Subject, for callers: Limit.Scope) -> Limit? {
        // Who is not signed in is counted by address.
        let subject = callers == .anonymous && subject == .user ? .ip : subject
        return limits.first {
            $0.scope == callers && $0.subjects.contains(subject) && $0.requests < limit.requests
                && $0.window >= limit.window
        }
    }

    /// Who may call an operation.
    private func callers(of id: String) -> [Limit.Scope] {
        if brief.auth == nil { return [.anonymous] }
        let parts = id.split(separator: ".").map(String.init)
        switch parts[0] {
        case "auth": return ["logout", "password"].contains(parts[1]) ? [.signedIn] : [.anonymous]
        case "me": return [.signedIn]
        default:
            let resource = brief.resources.first { $0.name == parts[0] }
            return resource?.letsInAnonymous(parts[1]) == true ? [.signedIn, .anonymous] : [.signedIn]
        }
    }
}

extension Limit {
    /// `15/min`
    var rate: String { "\(requests)/" + ([1: "s", 60: "min", 3600: "h"][window.count] ?? "d") }
}

extension Limit.Scope {
    var name: String {
        switch self {
        case .signedIn: "default"
        case .anonymous: "anonymous"
        case .operation(let id): id
        }
    }
}

extension Limit.Subject {
    var name: String {
        switch self {
        case .ip: "ip"
        case .user: "user"
        case .field(let field): field
        }
    }
}
