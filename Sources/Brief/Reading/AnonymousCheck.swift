import Source

/// Warns of rules that let in callers who are not signed in without saying so.
struct AnonymousCheck {
    let brief: Brief

    /// None without accounts: everybody is let in there.
    var warnings: [Diagnostic] {
        guard brief.auth != nil, let role = brief.roles.first else { return [] }
        var warnings: [Diagnostic] = []
        for resource in brief.resources {
            let rules = resource.permissions.map(\.rule) + resource.fieldGuards.map(\.rule)
            for part in rules.flatMap({ $0.opensByNull(on: resource, in: brief) }) {
                let warning = Diagnostic(
                    severity: .warning, code: "brief/open-by-null",
                    message: "this also holds for callers who are not signed in, where both sides are null",
                    range: part.range,
                    help: "\"\(role) and …\" keeps them out")
                if !warnings.contains(warning) { warnings.append(warning) }
            }
        }
        return warnings
    }
}
