import Source

/// Reads `auth`.
struct AuthReader {
    static let keys = ["subject", "login", "password", "role", "when", "access", "refresh", "lockout", "ops"]

    let schema: Schema
    let problems: Problems

    static func section(_ node: YAMLNode, _ problems: Problems) -> Section? {
        Section(node, of: "\"auth\"", keys: keys, notYet: ["view", "then"], problems)
    }

    func auth(_ section: Section) -> Auth? {
        for key in ["subject", "login", "ops"] where section.key(key) == nil {
            problems.report("missing-key", "\"auth\" needs \"\(key)\"", at: section.range)
        }
        let subject = section.text("subject")
        if let subject, !schema.resources.contains(subject.text) {
            problems.unknown("resource", subject.text, at: subject.range, among: schema.resources)
            return nil
        }
        let name = subject?.text ?? ""
        var auth = Auth(subject: name, login: login(section, name))
        auth.passwordLength = passwordLength(section) ?? auth.passwordLength
        auth.roleField = roleField(section, name)
        auth.when = section.text("when").flatMap {
            ExpressionChecker.rule($0, schema, Scope(resource: name, hasCaller: false), problems)
        }
        auth.access = duration(section, "access") ?? auth.access
        auth.refresh = duration(section, "refresh")
        auth.lockout = lockout(section)
        readOperations(section, &auth)
        return auth
    }

    private func login(_ section: Section, _ subject: String) -> String {
        guard let scalar = section.text("login") else { return "" }
        let parts = scalar.text.split(separator: "+").map { $0.drop { $0 == " " } }.map { String($0) }
        let name = String((parts.first ?? "").prefix { $0 != " " })
        guard parts.count == 2, parts[1] == "password" else {
            problems.report(
                "login", "only \"field + password\" is a way to sign in", at: scalar, help: "email + password")
            return name
        }
        guard let field = schema.field(name, of: subject) else {
            problems.unknown("field", name, at: scalar.range, among: schema.fields(of: subject).map(\.name))
            return name
        }
        if !field.isUnique || ![.email, .string].contains(field.type) || field.isNullable {
            problems.report("login", "the login field \"\(name)\" must be a unique text that is never null", at: scalar)
        }
        if field.isReadonly || field.isHidden || field.isWriteonly {
            problems.report("login", "the login field \"\(name)\" must be readable and writable", at: scalar)
        }
        return name
    }

    private func passwordLength(_ section: Section) -> ClosedRange<Int>? {
        guard let scalar = section.text("password") else { return nil }
        guard let match = scalar.text.wholeMatch(of: /\(([0-9]{1,4})\.\.([0-9]{1,4})\)/), let least = Int(match.1),
            let most = Int(match.2), least >= 1, least <= most, most <= 1024
        else {
            problems.report(
                "range", "\"\(scalar.text)\" is no range for a password's length", at: scalar,
                help: "(8..128); at most 1024 characters")
            return nil
        }
        return least...most
    }

    private func roleField(_ section: Section, _ subject: String) -> String? {
        guard let scalar = section.text("role") else { return nil }
        guard let field = schema.field(scalar.text, of: subject) else {
            problems.unknown("field", scalar.text, at: scalar.range, among: schema.fields(of: subject).map(\.name))
            return nil
        }
        guard case .enumeration(let values) = field.type, Set(values) == Set(schema.roles), !field.isNullable else {
            problems.report(
                "impossible-role", "the role field \"\(field.name)\" must be an enum of exactly the roles", at: scalar,
                help: "\(field.name): enum(\(schema.roles.joined(separator: ", "))) = \(schema.roles.first ?? "user")")
            return nil
        }
        return field.name
    }

    private func duration(_ section: Section, _ key: String) -> Seconds? {
        guard let scalar = section.text(key) else { return nil }
        if let duration = Units.duration(scalar.text) { return duration }
        problems.report("unit", "\"\(scalar.text)\" is no duration", at: scalar, help: "write 90s, 15m, 12h or 30d")
        return nil
    }

    private func lockout(_ section: Section) -> Lockout? {
        guard let scalar = section.text("lockout") else { return nil }
        let parts = scalar.text.split(separator: " ")
        guard parts.count == 3, parts[1] == "in", let failures = Int(parts[0]), (1...1000).contains(failures),
            let window = Units.duration(String(parts[2]))
        else {
            problems.report("unit", "\"\(scalar.text)\" is no lockout", at: scalar, help: "10 in 15m")
            return nil
        }
        return Lockout(failures: failures, window: window)
    }

    private func readOperations(_ section: Section, _ auth: inout Auth) {
        let names = Auth.Operation.allCases.map(\.rawValue)
        guard let node = section["ops"],
            let ops = Section(node, of: "\"ops\"", keys: names + ["me"], problems)
        else { return }
        for operation in Auth.Operation.allCases {
            guard let scalar = ops.text(operation.rawValue) else { continue }
            let parts = scalar.text.split(separator: " ").map(String.init)
            guard parts.count == 2, parts[0] == "POST" else {
                problems.report("method", "an account operation is \"POST /path\"", at: scalar)
                continue
            }
            guard problems.checkPath(parts[1], at: scalar, allowsParameters: false) else { continue }
            auth.endpoints.append(Auth.Endpoint(operation: operation, method: parts[0], path: parts[1]))
        }
        if let me = ops.text("me"), problems.checkPath(me.text, at: me, allowsParameters: false) { auth.me = me.text }
        checkOperations(ops, section, auth)
    }

    private func checkOperations(_ ops: Section, _ section: Section, _ auth: Auth) {
        func needs(_ operation: String, _ other: String) {
            guard let key = ops.key(operation), ops.key(other) == nil else { return }
            problems.report("account-operation", "\"\(operation)\" needs \"\(other)\"", at: key)
        }
        if ops.key("login") == nil { problems.report("account-operation", "\"ops\" needs \"login\"", at: ops.range) }
        needs("forgot", "reset")
        needs("reset", "forgot")
        if let key = ops.key("refresh"), section.key("refresh") == nil {
            problems.report(
                "account-operation", "\"refresh\" needs a life of refresh tokens", at: key, help: "refresh: 30d")
        }
        if let key = section.key("refresh"), ops.key("refresh") == nil {
            problems.report("account-operation", "refresh tokens need the operation \"refresh\"", at: key)
        }
        guard let key = ops.key("register") else { return }
        let blocking = schema.fields(of: auth.subject).first {
            !["id", "createdAt", "updatedAt"].contains($0.name) && ($0.isReadonly || $0.isHidden) && !$0.isNullable
                && $0.defaultValue == nil
        }
        if let blocking {
            problems.report(
                "account-operation", "nobody can register: \"\(blocking.name)\" must have a value that no client gives",
                at: key, help: "give it a default or a ?")
        }
    }
}
