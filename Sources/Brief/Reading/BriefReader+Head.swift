import Source

extension BriefReader {
    func api(_ section: Section) -> String {
        guard let scalar = section.text("api") else {
            if section.key("api") == nil { problems.report("missing-key", "\"api\" is missing", at: section.range) }
            return ""
        }
        if !Names.isSlug(scalar.text) {
            problems.report(
                "name", "\"\(scalar.text)\" can't name an API", at: scalar,
                help: "a lower-case letter, then up to 39 of a-z, 0-9 and -")
        }
        return scalar.text
    }

    func title(_ section: Section, _ api: String) -> String {
        guard let scalar = section.text("title") else { return api }
        checkLength(scalar, "a title", 200)
        return scalar.text
    }

    func description(_ section: Section) -> String? {
        guard let scalar = section.text("description") else { return nil }
        checkLength(scalar, "a description", 10_000)
        return scalar.text
    }

    private func checkLength(_ scalar: YAMLScalar, _ what: String, _ limit: Int) {
        if scalar.text.isEmpty || scalar.text.count > limit {
            problems.report("range", "\(what) has 1 to \(limit) characters", at: scalar)
        }
    }

    func version(_ section: Section) -> String? {
        guard let scalar = section.text("version") else { return nil }
        if scalar.text.wholeMatch(of: /v[1-9][0-9]{0,3}/) == nil {
            problems.report("version", "\"\(scalar.text)\" is no version", at: scalar, help: "v1, v2, …")
        }
        return scalar.text
    }

    func roles(_ section: Section) -> [String] {
        guard let node = section["roles"] else { return ["user"] }
        var taken: [String: String] = [:]
        let roles = problems.texts(node, of: "\"roles\"").filter { role in
            if Names.keywords.contains(role.text) {
                problems.report("reserved-name", "\"\(role.text)\" is a word of expressions", at: role)
                return false
            }
            return problems.checkName(role, "role", taken: &taken)
        }
        if roles.isEmpty { problems.report("empty", "there must be at least one role", at: node.range) }
        return roles.map(\.text)
    }

    /// Every role but the first needs a field that can hold it.
    func checkRoles(_ section: Section, hasAccounts: Bool, roleField: YAMLScalar?) {
        guard let key = section.key("roles") else { return }
        if !hasAccounts {
            problems.report(
                "impossible-role", "nobody can have a role: there are no accounts", at: key, help: "add \"auth\"")
        } else if roleField == nil, schema.roles.count > 1 {
            problems.report(
                "impossible-role", "nobody can have a role above \"\(schema.roles[0])\": \"auth\" names no role field",
                at: key, help: "add \"role: field\" to \"auth\"")
        }
    }

    func slo(_ section: Section) -> ServiceLevels {
        var levels = ServiceLevels()
        guard let node = section["slo"],
            let slo = Section(node, of: "\"slo\"", keys: ["availability", "p95", "errors", "throughput"], problems)
        else { return levels }
        func value(_ key: String, _ help: String, _ read: (String) -> Double?) -> Double? {
            guard let scalar = slo.text(key) else { return nil }
            if let value = read(scalar.text) { return value }
            problems.report("unit", "\"\(scalar.text)\" is no \(key)", at: scalar, help: help)
            return nil
        }
        levels.availability = value("availability", "a share: 99.9%", Units.share) ?? levels.availability
        levels.errors = value("errors", "a share: 0.1%", Units.share) ?? levels.errors
        levels.p95 = value("p95", "milliseconds: 200ms") { quantity($0, "ms", 600_000) } ?? levels.p95
        levels.throughput =
            value("throughput", "requests per second: 1000/s") { quantity($0, "/s", 10_000_000) } ?? levels.throughput
        return levels
    }

    private func quantity(_ text: String, _ unit: String, _ limit: Double) -> Double? {
        guard text.hasSuffix(unit), let number = Int(text.dropLast(unit.count)), number > 0, Double(number) <= limit
        else {
            return nil
        }
        return Double(number)
    }
}
