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
    /// - Parameters:
    ///   - kept: values that must stay as they are: with them an account would lose its name.
    ///   - others: names that may be set though the document does not say so here.
    ///   - powerful: what somebody with more rights is shown of themselves.
    static func of(
        _ operation: SurfaceOperation, _ shown: [JSON], _ rules: AuditRules, kept: Set<String> = [],
        free others: Set<String> = [], powerful: [JSON.Member] = []
    ) -> [JSON.Member] {
        let properties = operation.body.map { SchemaNames.properties($0.schema) ?? [] } ?? []
        let examples = (operation.body?.examples ?? []) + [operation.body?.schema["example"]].compactMap(\.self)
        let guarded = { (name: String) in
            rules.isComplete ? rules.guarded[operation.id]?.contains(name) == true : isPower(name)
        }
        let free = Set(
            (properties.filter { $0.value["readOnly"] != .bool(true) }.map(\.name)
                + examples.flatMap(\.members).map(\.name) + others).filter { !guarded($0) }.map(\.normalName))
        var seen: Set<String> = []
        let members = shown.flatMap(\.members).filter { member in
            !["id", "v"].contains(member.name.normalName) && !isLink(member)
                && !kept.contains(member.value.plain ?? "")
        }
        let hidden = members.filter { !free.contains($0.name.normalName) }.compactMap { member -> JSON.Member? in
            let schema = properties.first { $0.name == member.name }?.value ?? schemaOf(member.name, operation)
            let power = powerful.first { $0.name == member.name && isPower($0.name) }?.value
            return (power == member.value ? nil : power ?? other(member, schema)).map { JSON.Member(member.name, $0) }
        }
        return (hidden + guesses.filter { guess in !free.contains(guess.name.normalName) })
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
        if isPower(member.name), case .string(let text) = member.value {
            let role = admin(like: text)
            return role == text ? nil : .string(role)
        }
        switch member.value {
        case .bool(let value): return .bool(!value)
        case .number: return .int(31_337)
        case .string(let text): return .string(text.isTime ? "2001-02-03T04:05:06.000Z" : "fivegate-\(member.name)")
        default: return nil
        }
    }

    /// The admins' role, written as another is: `ROLE_ADMIN` beside `ROLE_USER`, `Admin` beside `Customer`.
    private static func admin(like role: String) -> String {
        if role.hasPrefix("ROLE_") { return "ROLE_ADMIN" }
        guard let first = role.first, first.isUppercase else { return "admin" }
        return role.allSatisfy { !$0.isLowercase } ? "ADMIN" : "Admin"
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
