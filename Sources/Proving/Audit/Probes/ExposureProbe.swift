import Blueprint

/// Looks through good answers for what should not be in them.
enum ExposureProbe: Probe {
    static let name = "api3.exposure"
    static let item = OWASPItem.api3
    static let title = "Answers hold more than they should"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        for operation in context.surface.operations where operation.isRead && !Words.isCommand(operation) {
            guard let (call, answer) = try await goodAnswer(operation, context), let json = answer.json else {
                notes.skip(operation.id, "no good answer was seen")
                continue
            }
            judge(json, operation, answer.status, call, context.rules, &notes)
        }
        for creator in context.creators where creator.placeholders.isEmpty {
            guard let made = try await context.create(creator, context.a) else { continue }
            let answer = made.object.members.filter { made.body[$0.name] == nil }
            judge(.object(answer), creator, 201, made.call, context.rules, &notes)
        }
        if let registration = context.registration, let account = try await context.register() {
            judge(account.answers.first ?? .null, registration, 201, account.calls[0], context.rules, &notes)
        }
    }

    private static func goodAnswer(
        _ operation: SurfaceOperation, _ context: AuditContext
    ) async throws -> (Call, AuditClient.Answer)? {
        let picker = ValuePicker(knowledge: context.world.of(context.a), ownOnly: false)
        let combinations = operation.placeholders.isEmpty ? [[:]] : picker.combinations(operation, limit: 3)
        for identity in [context.a, nil] {
            for values in combinations.prefix(3) {
                let call = operation.call(values).by(identity)
                if let answer = try await context.ask(call), answer.isGood { return (call, answer) }
            }
        }
        return nil
    }

    private static func judge(
        _ json: JSON, _ operation: SurfaceOperation, _ status: Int, _ call: Call, _ rules: AuditRules,
        _ notes: inout Notebook
    ) {
        notes.held()
        let schema = operation.schema(status) ?? operation.schema(200)
        let extra = schema.map { SchemaNames.undocumented(json, $0) } ?? []
        // A brief that shows a field of this name means something else by it.
        let isMeant = { (name: String) in
            rules.isComplete && schema != nil && !extra.contains { last($0.name) == name }
        }
        let secrets = json.pairs().filter { isPassword($0) && !isMeant($0.name) }
        if let secret = secrets.first {
            notes.found(
                .high, cwe: 200, operation.id, "\(operation.method) \(operation.path) shows `\(secret.name)`",
                evidence: "`\(secret.name)` with \(secret.value.count) characters, \(secrets.count) times",
                calls: [call], remedy: "Answer with a type of its own that does not have the member.")
        }
        for pair in extra where !isPassword(Pair(name: last(pair.name), value: pair.value)) {
            let severity: AuditSeverity = isSensitive(last(pair.name)) ? .high : .low
            notes.found(
                severity, cwe: 213, operation.id,
                "\(operation.method) \(operation.path) shows `\(pair.name)`, which the document does not have",
                evidence: Pair(name: last(pair.name), value: pair.value).shown, calls: [call],
                remedy: "Answer with documented members only: list them, don't serialise the record.")
        }
    }

    private static func last(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }

    /// A password or its hash in clear; an empty or starred value is none.
    private static func isPassword(_ pair: Pair) -> Bool {
        let name = pair.name.normalName
        let names = ["password", "passwd", "pwd", "passwordhash", "hashedpassword", "passhash", "salt", "cvv", "ssn"]
        guard names.contains(name) || name.hasPrefix("password") && name.hasSuffix("hash") else { return false }
        return pair.value.count > 2 && !pair.value.allSatisfy { $0 == "*" } && pair.value != "false"
            && pair.value != "true"
    }

    private static func isSensitive(_ name: String) -> Bool {
        let name = name.normalName
        return Masking.isSecret(name)
            || ["hash", "creditcard", "cardnumber", "iban", "internal", "private", "birth", "salary", "taxid"].contains
            {
                name.contains($0)
            }
    }
}
