import Brief

/// A text of the design and where it goes.
public struct DesignFile: Sendable, Equatable {
    /// Relative, with `/`.
    public var path: String
    public var text: String
}

extension Blueprint {
    /// Every file of the design, in order of path groups: contract, schema, documents, test plan.
    public func documents() -> [DesignFile] {
        let api = openAPI
        var files = [
            DesignFile(path: "openapi.yaml", text: api.yamlText), DesignFile(path: "openapi.json", text: api.jsonText),
            DesignFile(path: "schema.sql", text: schema.sql),
        ]
        for migration in migrations {
            files.append(DesignFile(path: "Migrations/\(migration.stem).up.sql", text: migration.up))
            files.append(DesignFile(path: "Migrations/\(migration.stem).down.sql", text: migration.down))
        }
        files += [
            DesignFile(path: "docs/requirements.md", text: requirementsDocument),
            DesignFile(path: "docs/er.mmd", text: schema.mermaid),
            DesignFile(path: "docs/er.dot", text: schema.graphviz),
            DesignFile(path: "docs/threats.md", text: threatsDocument),
            DesignFile(path: "docs/backup-and-scaling.md", text: operationsDocument),
            DesignFile(path: "docs/test-plan.md", text: testPlanDocument),
            DesignFile(path: "traceability.md", text: traceabilityDocument),
            DesignFile(path: "cases.json", text: casesText),
        ]
        return files
    }

    /// A JSON array with a case on each line, so that a change of one case is a change of one line.
    private var casesText: String {
        var text = Array("[\n".utf8)
        for (index, one) in cases.enumerated() {
            one.json.writeCompact(to: &text)
            text += (index == cases.count - 1 ? "\n" : ",\n").utf8
        }
        return String(decoding: text, as: UTF8.self) + "]\n"
    }
}
