import Blueprint

/// Members that a caller should not be able to set.
enum Extras {
    private static let power = [
        "admin", "isadmin", "role", "roles", "superuser", "issuperuser", "staff", "isstaff", "permissions", "scopes",
        "isowner", "usertype", "accounttype",
    ]
    private static let guesses: [JSON.Member] = [
        .init("admin", .bool(true)), .init("isAdmin", .bool(true)), .init("is_admin", .bool(true)),
        .init("role", "admin"), .init("verified", .bool(true)), .init("balance", .int(31_337)),
    ]

    static func isPower(_ name: String) -> Bool { power.contains(name.normalName) }

    /// What is shown and cannot be set by the document, what it marks as read-only, what gives power, and common guesses;
    /// each with a value that it does not have. Where the rules say all there is, they tell what a caller may not set.
    static func of(_ operation: SurfaceOperation, _ shown: [JSON], _ rules: AuditRules) -> [JSON.Member] {
        let properties = operation.body.map { SchemaNames.properties($0.schema) ?? [] } ?? []
        let guarded = { (name: String) in
            rules.isComplete ? rules.guarded[operation.id]?.contains(name) == true : isPower(name)
        }
        let free = Set(properties.filter { $0.value["readOnly"] != .bool(true) && !guarded($0.name) }.map(\.name))
        var seen: Set<String> = []
        let members = shown.flatMap(\.members).filter { $0.name.normalName != "id" && !isLink($0) }
        let hidden = members.filter { !free.contains($0.name) }.compactMap { member -> JSON.Member? in
            let schema = properties.first { $0.name == member.name }?.value ?? schemaOf(member.name, operation)
            return other(member, schema).map { JSON.Member(member.name, $0) }
        }
        return (hidden + guesses.filter { guess in !free.contains(guess.name) })
            .filter { seen.insert($0.name).inserted }
    }

    static func wasTaken(_ extra: JSON.Member, _ objects: [JSON]) -> Bool {
        objects.contains { object in
            guard let value = object[extra.name] else { return false }
            if case .number(let text) = value, case .number(let wanted) = extra.value {
                return Double(text) == Double(wanted)
            }
            return value == extra.value
        }
    }

    private static func isLink(_ member: JSON.Member) -> Bool {
        ["next", "prev", "self", "href", "links", "message", "token"].contains(member.name.normalName)
            || Masking.isSecret(member.name)
    }

    /// Another value of the same kind.
    private static func other(_ member: JSON.Member, _ schema: JSON?) -> JSON? {
        if let choices = schema?["enum"]?.elements, !choices.isEmpty {
            return choices.last { $0 != member.value && $0 != .null }
        }
        if isPower(member.name), case .string = member.value { return member.value == "admin" ? nil : "admin" }
        switch member.value {
        case .bool(let value): return .bool(!value)
        case .number: return .int(31_337)
        case .string(let text): return .string(text.isTime ? "2001-02-03T04:05:06.000Z" : "fivegate-\(member.name)")
        default: return nil
        }
    }

    /// What the answers' schemas say of a member.
    private static func schemaOf(_ name: String, _ operation: SurfaceOperation) -> JSON? {
        for answer in operation.answers {
            for body in answer.bodies {
                let inner = [body.value] + body.value.objects
                if let found = inner.lazy.compactMap({ $0["properties"]?[name] }).first { return found }
            }
        }
        return nil
    }
}
