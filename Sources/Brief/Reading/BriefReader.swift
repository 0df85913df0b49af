import Source

/// What reading a brief gives: the checked brief, or everything that is wrong with the text.
public struct BriefReading: Sendable {
    /// Nil when there is an error.
    public var brief: Brief?
    public var diagnostics: [Diagnostic]
    public var source: SourceText

    /// The diagnostics as people or programs read them.
    public var report: DiagnosticReport { DiagnosticReport(diagnostics, in: source) }
}

/// Reads the requirements language: text to a checked `Brief`, or all diagnostics at once.
public struct BriefReader {
    /// Bytes of a brief.
    public static let sizeLimit = 1_000_000

    static let keys = [
        "api", "title", "description", "version", "wire", "roles", "auth", "resources", "limits", "slo",
    ]
    static let notYet = ["edges", "queries", "events", "webhooks"]

    let problems: Problems
    var schema = Schema(roles: [], subject: nil)

    /// Reads a file; a file that can't be read is a diagnostic too.
    public static func read(path: String) -> BriefReading {
        do throws(Diagnostic) {
            return read(try SourceText.read(path: path, limit: sizeLimit))
        } catch {
            return BriefReading(brief: nil, diagnostics: [error], source: SourceText(name: path, text: ""))
        }
    }

    public static func read(_ source: SourceText) -> BriefReading {
        let (root, diagnostics) = YAMLReader.read(source)
        let problems = Problems(source, diagnostics)
        var brief: Brief?
        if let root, !root.isNull {
            if CommaCheck(problems: problems).reports(root) {
                return BriefReading(brief: nil, diagnostics: problems.diagnostics, source: source)
            }
            var reader = BriefReader(problems: problems)
            brief = reader.brief(root)
        } else if diagnostics.isEmpty {
            problems.report("empty", "the file holds no brief", at: nil, help: "it begins with \"api: name\"")
        }
        guard problems.diagnostics.allSatisfy({ $0.severity == .warning }), let brief else {
            return BriefReading(brief: nil, diagnostics: problems.diagnostics, source: source)
        }
        return BriefReading(brief: brief, diagnostics: problems.diagnostics, source: source)
    }

    private mutating func brief(_ root: YAMLNode) -> Brief? {
        guard let section = Section(root, of: "the brief", keys: Self.keys, notYet: Self.notYet, problems) else {
            return nil
        }
        let api = api(section)
        let title = title(section, api)
        if let wire = section["wire"], wire.scalar?.text != "standard" {
            problems.notSupported("\"wire\"", at: section.key("wire")?.range ?? wire.range)
        }
        let roles = roles(section)
        let authSection = section["auth"].flatMap { AuthReader.section($0, problems) }
        schema = Schema(roles: roles, subject: authSection?.text("subject")?.text)
        let drafts = drafts(section)
        for draft in drafts { schema.add(draft.name.text, draft.fields) }
        let auth = authSection.flatMap { AuthReader(schema: schema, problems: problems).auth($0) }
        checkRoles(section, hasAccounts: section.key("auth") != nil, roleField: authSection?.key("role"))
        let resources = drafts.map {
            ResourceReader(draft: $0, schema: schema, drafts: drafts, problems: problems).resource()
        }
        var brief = Brief(
            api: api, title: title, description: description(section), version: version(section), roles: roles,
            auth: auth, resources: resources)
        brief.limits = LimitReader(brief: brief, problems: problems).limits(section["limits"])
        brief.slo = slo(section)
        PathCheck(brief: brief, drafts: drafts, section: authSection, problems: problems).check()
        ReferenceCheck(drafts: drafts, problems: problems).check()
        CreateCheck(brief: brief, problems: problems).check()
        ReachCheck(brief: brief, drafts: drafts, problems: problems).check()
        NameCheck(brief: brief, drafts: drafts, problems: problems).check()
        // A rule that can't be read may be the guard that is missed.
        if problems.diagnostics.isEmpty { RoleCheck(brief: brief, drafts: drafts, problems: problems).check() }
        return brief
    }

    private func drafts(_ section: Section) -> [ResourceDraft] {
        guard let node = section["resources"] else {
            if section.key("resources") == nil {
                problems.report("missing-key", "\"resources\" is missing", at: section.range)
            }
            return []
        }
        let entries = problems.entries(node, of: "\"resources\"")
        if entries.isEmpty, node.mapping != nil {
            problems.report("empty", "a brief needs at least one resource", at: node.range)
        }
        if entries.count > 500 {
            problems.report("too-many", "a brief has at most 500 resources", at: node.range)
            return []
        }
        var taken: [String: String] = [:]
        return entries.compactMap { entry in
            guard !problems.isFull, problems.checkName(entry.key, "resource", taken: &taken) else { return nil }
            if ["auth", "me"].contains(entry.key.text) {
                problems.report(
                    "reserved-name", "\"\(entry.key.text)\" is the name of account operations", at: entry.key)
            }
            return ResourceDraft.read(entry, problems)
        }
    }
}
