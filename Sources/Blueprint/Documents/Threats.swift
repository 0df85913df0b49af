import Brief
import Source

extension Blueprint {
    /// What the OWASP API Security Top 10 (2023) means for this API, and what answers it.
    var threatsDocument: String {
        var document = Markdown()
        document.heading(1, "\(brief.title): threats")
        document.paragraph(
            "By item of the OWASP API Security Top 10 (2023); each line names rules of the brief and the cases' operations."
        )
        for item in threats {
            document.heading(2, item.title)
            document.paragraph(item.answer)
            document.list(item.points)
        }
        return document.text
    }

    private struct Threat {
        var title: String
        var answer: String
        var points: [String] = []
    }

    private var threats: [Threat] {
        accessThreats + [
            Threat(
                title: "API4 Unrestricted resource consumption",
                answer: "Bodies are limited to 1 MiB, pages to their maximum, requests to these rates.",
                points: brief.limits.map(line)),
            Threat(
                title: "API5 Broken function level authorization",
                answer: "Each operation has its own rule; what the brief does not name is denied.",
                points: rules { $0.usesRole }),
            Threat(
                title: "API6 Unrestricted access to sensitive business flows",
                answer: "Flows that bring gain when they are automated have limits of their own.",
                points: brief.limits.filter { if case .operation = $0.scope { true } else { false } }.map(line)),
            Threat(
                title: "API7 Server side request forgery",
                answer: "The service stores addresses and never fetches them.",
                points: fields { $0.type == .url }.map { "\($0) is a URL" }),
            Threat(
                title: "API8 Security misconfiguration",
                answer:
                    "Secrets come from the environment and are required outside development; problems tell no internals; "
                    + "CORS is an allow-list; every answer carries `nosniff` and a content security policy."),
            Threat(
                title: "API9 Improper inventory management",
                answer:
                    "The OpenAPI document is generated from the same brief as the routes, \(endpoints.count) operations under "
                    + MarkdownText.code(brief.basePath.isEmpty ? "/" : brief.basePath) + "."),
            Threat(
                title: "API10 Unsafe consumption of APIs",
                answer: "The service calls no other API. Mail is handed to one SMTP server."),
        ]
    }

    private var accessThreats: [Threat] {
        let auth = brief.auth
        return [
            Threat(
                title: "API1 Broken object level authorization",
                answer: "A row that the caller may not read answers 404, so that its existence is not disclosed.",
                points: rules { $0.comparesSelf || !$0.ownershipFields.isEmpty }),
            Threat(
                title: "API2 Broken authentication",
                answer: auth == nil
                    ? "The API has no accounts: whoever can reach it can call it."
                    : "Passwords are hashed with argon2id; access tokens are short-lived; the session and the account are read again "
                        + "on each request.",
                points: auth.map(accountPoints) ?? []),
            Threat(
                title: "API3 Broken object property level authorization",
                answer:
                    "Bodies are closed: a member that is not named here is refused, and these fields are never the client's.",
                points: fields { $0.isReadonly || $0.isHidden || $0.isImmutable }
                    + requirements.filter { $0.removable == .fieldGuard }.map {
                        "\(MarkdownText.code($0.id)): \(MarkdownText.inline($0.text))"
                    }),
        ]
    }

    private func accountPoints(_ auth: Auth) -> [String] {
        var points = ["access tokens live \(auth.access.count) s"]
        if let refresh = auth.refresh {
            points.append("refresh tokens live \(refresh.count) s, are rotated, and reuse ends the session")
        }
        if let lockout = auth.lockout {
            points.append("\(lockout.failures) failures in \(lockout.window.count) s lock an account")
        }
        if let when = auth.when { points.append("only with " + MarkdownText.code(when.text)) }
        return points
    }

    private func rules(_ test: (Expression) -> Bool) -> [String] {
        brief.resources.flatMap { resource in
            resource.permissions.filter { test($0.rule) }.map {
                "\(MarkdownText.code("\(resource.name).\($0.operation)")): \(MarkdownText.code($0.rule.text))"
            }
        }
    }

    private func fields(_ test: (Field) -> Bool) -> [String] {
        brief.resources.flatMap { resource in
            resource.fields.filter(test).map { MarkdownText.code("\(resource.name).\($0.name)") }
        }
    }

    private func line(_ limit: Limit) -> String {
        let scope =
            switch limit.scope {
            case .signedIn: "signed-in callers"
            case .anonymous: "anonymous callers"
            case .operation(let id): MarkdownText.code(id)
            }
        return "\(scope): \(limit.requests) in \(limit.window.count) s"
    }
}

extension Expression {
    var usesRole: Bool {
        parts.contains { if case .role = $0 { true } else { false } }
    }
}
