import Brief
import Source

extension Blueprint {
    var requirementsDocument: String {
        var document = Markdown()
        document.heading(1, "\(brief.title): requirements")
        if let description = brief.description { document.paragraph(MarkdownText.inline(description)) }
        document.heading(2, "Endpoints")
        document.table(
            ["operation", "request", "caller", "success"],
            endpoints.map {
                [
                    MarkdownText.code($0.id), MarkdownText.code("\($0.method) \($0.path)"), $0.authentication.words,
                    String($0.successStatus),
                ]
            })
        document.heading(2, "Rules")
        document.table(
            ["id", "rule"], requirements.map { [MarkdownText.code($0.id), MarkdownText.inline($0.text)] })
        document.heading(2, "Service levels")
        let slo = brief.slo
        document.list([
            "availability \(slo.availability * 100) %", "p95 \(slo.p95) ms", "errors at most \(slo.errors * 100) %",
            "throughput \(slo.throughput) requests/s",
        ])
        return document.text
    }

    var testPlanDocument: String {
        var document = Markdown()
        document.heading(1, "\(brief.title): test plan")
        document.paragraph(
            "\(cases.count) cases for \(endpoints.count) operations and \(requirements.count) rules. Rows are put into the "
                + "database directly; the clock stands at \(Case.now).")
        for endpoint in endpoints {
            document.heading(2, endpoint.id)
            document.paragraph(MarkdownText.code("\(endpoint.method) \(endpoint.path)"))
            document.table(
                ["case", "shows", "answer"],
                cases(of: endpoint.id).map { one in
                    [
                        MarkdownText.code(String(one.id.dropFirst(endpoint.id.count + 1))),
                        MarkdownText.inline(one.title),
                        one.steps.map { String($0.expect.status) }.joined(separator: ", "),
                    ]
                })
        }
        return document.text
    }

    var traceabilityDocument: String {
        var document = Markdown()
        document.heading(1, "\(brief.title): traceability")
        let trace = traceability
        document.table(
            ["requirement", "operations", "cases"],
            trace.map { row in
                [
                    MarkdownText.code(row.requirement),
                    row.operations.isEmpty ? "every" : row.operations.map(MarkdownText.code).joined(separator: " "),
                    row.cases.isEmpty
                        ? "the Platform's own suite" : row.cases.map(MarkdownText.code).joined(separator: " "),
                ]
            })
        return document.text
    }

    /// For each requirement the operations it bears on and the cases that prove it.
    public var traceability: [Trace] {
        var cases: [String: [String]] = [:]
        for one in self.cases { for id in one.requirements { cases[id, default: []].append(one.id) } }
        return requirements.map { Trace(requirement: $0.id, operations: $0.operations, cases: cases[$0.id] ?? []) }
    }
}

/// A row of the traceability table.
public struct Trace: Sendable, Equatable {
    public var requirement: String
    public var operations: [String]
    public var cases: [String]
}

extension Endpoint.Authentication {
    var words: String {
        switch self {
        case .none: "anyone"
        case .optional: "anyone, or signed in"
        case .required: "signed in"
        }
    }
}
