import Source

/// Reads `limits`.
struct LimitReader {
    let brief: Brief
    let problems: Problems

    private var defaults: [Limit] { Limit.defaults.filter { brief.auth != nil || $0.scope == .anonymous } }

    func limits(_ node: YAMLNode?) -> [Limit] {
        guard let node else { return defaults }
        if node.scalar?.text == "none" { return [] }
        let known = problems.diagnostics.count
        var read: [(limit: Limit, place: YAMLScalar)] = []
        for entry in problems.entries(node, of: "\"limits\"") {
            guard let scope = scope(entry.key) else { continue }
            for scalar in problems.texts(entry.value, of: "a limit") {
                if let limit = limit(scalar, scope) { read.append((limit, scalar)) }
            }
        }
        let limits = read.map(\.limit)
        let all = limits + defaults.filter { preset in !limits.contains { $0.scope == preset.scope } }
        // The preset in place of a limit that can't be read is not what was meant.
        if problems.diagnostics.count == known { check(read, LimitCheck(brief: brief, limits: all)) }
        return all
    }

    private func check(_ read: [(limit: Limit, place: YAMLScalar)], _ check: LimitCheck) {
        for (limit, place) in read {
            guard let (subject, general) = check.obstacle(to: limit) else { continue }
            problems.report(
                "limit",
                "\(limit.rate) per \(subject.name) is never reached: \"\(general.scope.name)\" counts the same requests "
                    + "and ends at \(general.rate)",
                at: place, help: "lower this one, or raise \"\(general.scope.name)\"")
        }
    }

    private var operations: [String: [Field]] {
        var operations: [String: [Field]] = [:]
        if let auth = brief.auth {
            let fields = brief.resources.first { $0.name == auth.subject }?.fields ?? []
            for endpoint in auth.endpoints {
                let takesAll = endpoint.operation == .register
                operations["auth." + endpoint.operation.rawValue] = fields.filter { takesAll || $0.name == auth.login }
            }
            if auth.me != nil {
                operations["me.get"] = []
                operations["me.update"] = fields
            }
        }
        for resource in brief.resources {
            for operation in resource.operations {
                let hasBody = operation == .create || operation == .update
                operations["\(resource.name).\(operation.rawValue)"] = hasBody ? resource.fields : []
            }
            for action in resource.actions { operations["\(resource.name).\(action.name)"] = action.input }
        }
        return operations
    }

    private func scope(_ key: YAMLScalar) -> Limit.Scope? {
        switch key.text {
        case "default":
            if brief.auth == nil {
                problems.report(
                    "no-accounts", "\"default\" limits signed-in callers, and there are no accounts", at: key)
                return nil
            }
            return .signedIn
        case "anonymous": return .anonymous
        default:
            let known = operations
            if known[key.text] != nil { return .operation(key.text) }
            problems.unknown(
                "operation", key.text, at: key.range, among: known.keys.sorted() + ["default", "anonymous"])
            return nil
        }
    }

    private func limit(_ scalar: YAMLScalar, _ scope: Limit.Scope) -> Limit? {
        let form = /([0-9]{1,9})\/([a-z]+) per ([A-Za-z][A-Za-z0-9]*(?:, *[A-Za-z][A-Za-z0-9]*)*)/
        guard let match = scalar.text.wholeMatch(of: form), let requests = Int(match.1), requests > 0,
            ["s", "min", "h", "d"].contains(match.2), let unit = Units.seconds[String(match.2)]
        else {
            problems.report(
                "limit", "\"\(scalar.text)\" is no rate limit", at: scalar, help: "600/min per user; units s, min, h, d"
            )
            return nil
        }
        let names = match.3.split(separator: ",").map { String($0.drop { $0 == " " }) }
        let subjects = names.compactMap { subject($0, scope, scalar) }
        guard subjects.count == names.count else { return nil }
        return Limit(scope: scope, requests: requests, window: Seconds(unit), subjects: subjects)
    }

    private func subject(_ name: String, _ scope: Limit.Scope, _ scalar: YAMLScalar) -> Limit.Subject? {
        switch name {
        case "ip": return .ip
        case "user":
            if brief.auth != nil, scope != .anonymous { return .user }
            problems.report("no-caller", "there is no user to count against here", at: scalar, help: "per ip")
            return nil
        default:
            guard case .operation(let id) = scope else {
                problems.unknown("subject", name, at: scalar.range, among: ["ip", "user"])
                return nil
            }
            let fields = (operations[id] ?? []).map(\.name)
            if fields.contains(name) { return .field(name) }
            problems.unknown("subject", name, at: scalar.range, among: ["ip", "user"] + fields)
            return nil
        }
    }
}
