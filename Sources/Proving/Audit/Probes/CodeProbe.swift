import Blueprint

/// Codes of few digits, sent as often as it takes: one-time passwords, PINs, codes that reset a password.
enum CodeProbe: Probe {
    static let name = "api2.codes"
    static let item = OWASPItem.api2
    static let title = "Codes can be guessed"
    private static let attempts = 30

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let doors = context.surface.operations.compactMap { operation in
            operation.codeMember.map { (operation: operation, member: $0) }
        }
        guard !doors.isEmpty else {
            notes.skip("all", "no operation takes a code")
            return
        }
        // A code is asked for, so that there is one to guess.
        let account = try await context.register()
        for (operation, member) in doors {
            if let account {
                for (forgot, name, value) in context.recoveries(of: account) {
                    _ = try await context.ask(forgot.call(body: .object([.init(name, .string(value))])))
                }
            }
            try await guess(operation, member, account, context, &notes)
        }
    }

    /// Refusals that stay the same however often one guesses.
    private static func guess(
        _ operation: SurfaceOperation, _ member: String, _ account: AuditContext.Account?, _ context: AuditContext,
        _ notes: inout Notebook
    ) async throws {
        let sampler = Sampler(operation: operation, knowledge: Knowledge(), number: context.numbers.take())
        guard let sample = sampler.bodies.first else { return }
        let known = account?.body.members ?? []
        let body = JSON.object(
            sample.members.map { member in
                JSON.Member(
                    member.name,
                    known.first { $0.name == member.name && !$0.name.isPasswordName }?.value ?? member.value)
            })
        let isNumber: Bool = if case .number? = sample[member] { true } else { false }
        let identity = operation.isSecured ? context.a : nil
        var calls: [Call] = []
        for attempt in 0..<attempts {
            let code = "\(1_000 + attempt * 7)"
            let call = operation.call(body: body.setting(member, isNumber ? .number(code) : .string(code))).by(identity)
            calls = [call]
            guard let answer = try? await context.client.sendOnce(call) else {
                notes.skip(operation.id, "it does not answer any more")
                return
            }
            if [429, 423, 503].contains(answer.status) || answer.headers["retry-after"] != nil {
                notes.held()
                return
            }
            // An empty answer gives nothing away, whatever its status.
            if [404, 405].contains(answer.status) || answer.isGood && !answer.body.isEmpty {
                notes.skip(operation.id, "a made-up code was not refused as one")
                return
            }
        }
        notes.found(
            .medium, cwe: 307, operation.id,
            "\(operation.method) \(operation.path) lets `\(member)` be guessed without limit",
            evidence: "\(attempts) wrong ones in a row, and none was refused for being one too many", calls: calls,
            remedy: "Void a code after some wrong guesses, and refuse (429) more for the account and the address.")
    }
}

extension SurfaceOperation {
    /// The body's member that holds a code which only its receiver knows; nil: there is none.
    fileprivate var codeMember: String? {
        guard method == "POST", placeholders.isEmpty, let body else { return nil }
        let examples = body.examples + [body.schema["example"]].compactMap(\.self)
        let names = ((SchemaNames.properties(body.schema) ?? []) + examples.flatMap(\.members)).map(\.name)
        return names.first { name in
            let words = Words.parts(name)
            if words.contains("otp") || words.contains("pin") { return true }
            guard words.last == "code" || words.last == "pincode" else { return false }
            let purposes = ["reset", "verify", "verification", "confirm", "confirmation", "auth", "login", "sms"]
            return words.contains { purposes.contains($0) } || words == ["code"] && Words.isAccountMatter(self)
        }
    }
}

extension AuditContext {
    /// Where somebody asks for a new password or a code, with what names them there.
    func recoveries(of account: Account) -> [(operation: SurfaceOperation, name: String, value: String)] {
        surface.operations.compactMap { operation in
            let words = ["forgot", "forget", "reset", "recover"]
            guard operation.method == "POST", operation.placeholders.isEmpty, !isProtected(operation),
                words.contains(where: { operation.path.normalName.contains($0) }),
                let members = operation.body.flatMap({ SchemaNames.properties($0.schema) }),
                !members.contains(where: { $0.name.isPasswordName || $0.name.normalName.contains("otp") })
            else { return nil }
            return members.lazy.compactMap { member in
                account.body[member.name]?.text.map { (operation, member.name, $0) }
            }
            .first
        }
    }
}
