import Source

/// A text of the design and where it goes.
public struct DesignFile: Sendable, Equatable {
    /// Relative, with `/`.
    public var path: String
    public var text: String
}

extension Blueprint {
    /// Every file of the design, in order of path groups: contract, schema, documents, test plan.
    public func documents() -> [DesignFile] {
        let api = openAPITexts
        let cases = casesText
        let contract: [Document] = [
            ("openapi.yaml", { api.yaml }), ("openapi.json", { api.json }), ("schema.sql", { schema.sql }),
        ]
        let steps = migrations.flatMap { step -> [Document] in
            [
                ("Migrations/\(step.stem).up.sql", { step.up }), ("Migrations/\(step.stem).down.sql", { step.down }),
            ]
        }
        let texts: [Document] = [
            ("docs/requirements.md", { requirementsDocument }), ("docs/er.mmd", { schema.mermaid }),
            ("docs/er.dot", { schema.graphviz }), ("docs/threats.md", { threatsDocument }),
            ("docs/backup-and-scaling.md", { operationsDocument }), ("docs/test-plan.md", { testPlanDocument }),
            ("traceability.md", { traceabilityDocument }), ("cases.json", { cases }),
        ]
        return (contract + steps + texts).concurrentMap { DesignFile(path: $0.path, text: $0.text()) }
    }

    private typealias Document = (path: String, text: @Sendable () -> String)

    /// A JSON array with a case on each line, so that a change of one case is a change of one line. Cases in a row that
    /// begin in the same world name the first of them instead of repeating it.
    private var casesText: String {
        let groups = plan.concurrentMap { cases in
            var json = CompactJSON()
            var first: Case?
            for one in cases {
                let isSame = first?.given == one.given
                json.line { one.write(to: &$0, like: isSame ? first?.id : nil) }
                if !isSame { first = one }
            }
            return String(decoding: json.bytes, as: UTF8.self)
        }
        var text = "[\n"
        text.reserveCapacity(groups.reduce(8) { $0 + $1.utf8.count })
        for group in groups { text += group }
        // The last line has no comma.
        if !plan.allSatisfy(\.isEmpty) {
            text.removeLast(2)
            text += "\n"
        }
        text += "]\n"
        return text
    }
}
