import Blueprint

/// Operators of document databases where a value should be.
enum OperatorProbe: Probe {
    static let name = "injection.operators"
    static let item = OWASPItem.other
    static let title = "Objects in place of texts are taken as query operators"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await signIn(context, &notes)
        for point in try await InputPoint.all(context, places: [.query, .body]) {
            try await attack(point, context, &notes)
        }
        try await InputPoint.eachLogin(context, &notes, attack)
        if notes.result.tried == 0, notes.notTried.isEmpty { notes.skip("all", "no query and no sign-in to try it on") }
    }

    private static func attack(_ point: InputPoint, _ context: AuditContext, _ notes: inout Notebook) async throws {
        let calls = point.operators("zqfg\(context.numbers.take())")
        guard let counts = try await counts(calls, context) else { return }
        // The same again: a list may have grown meanwhile.
        guard counts.isTelling, try await self.counts(calls, context)?.isTelling == true else {
            notes.held(point)
            return
        }
        notes.found(
            Words.isLogin(point.operation) ? .critical : .high, cwe: 943, point.operation.id,
            "`\(point.name)` of \(point.operation.method) \(point.operation.path) takes query operators",
            evidence: "`$ne` brings \(counts.yes) values, `$eq` \(counts.no)", calls: [calls.yes, calls.no],
            remedy: "Take texts as texts: refuse values of another type before they reach the query.")
    }

    /// How many values an answer with a condition that holds, one that does not, and a plain text bring.
    private struct Counts {
        var yes: Int
        var no: Int
        var plain: Int
        var isTelling: Bool { yes > no && yes > plain }
    }

    private static func counts(_ calls: InputPoint.Operators, _ context: AuditContext) async throws -> Counts? {
        guard let plain = try await context.ask(calls.plain), let yes = try await context.ask(calls.yes),
            let no = try await context.ask(calls.no)
        else { return nil }
        let counts = [yes, no, plain].map { $0.isGood ? $0.json?.pairs().count ?? 0 : 0 }
        return Counts(yes: counts[0], no: counts[1], plain: counts[2])
    }

    private static func signIn(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let door = context.door, let login = context.anyLogin else { return }
        let operation = context.surface.operations.first { $0.path == door.path }?.id ?? door.path
        let secret = login.members.first { Masking.isSecret($0.name) }?.name ?? "password"
        let operators: [JSON] = [["$ne": .null], ["$gt": ""], ["$regex": ".*"]]
        for value in operators {
            for body in [login.setting(secret, value), .object(login.members.map { .init($0.name, value) })] {
                guard try await context.signIn(body, name: "x") != nil else { continue }
                let call = door.call(body)
                notes.found(
                    .critical, cwe: 943, operation, "A query operator in place of the password signs in",
                    evidence: "`\(secret)` was \(value.compactText), and a token came back", calls: [call],
                    remedy: "Check that members are texts before they reach the query.")
                return
            }
        }
        notes.held()
    }
}

extension InputPoint {
    /// The same request with a condition that holds of anything, one that holds of nothing, and a plain text.
    struct Operators: Sendable {
        var yes: Call
        var no: Call
        var plain: Call
    }

    fileprivate func operators(_ word: String) -> Operators {
        let plain = call(word)
        guard place == .body else {
            var (yes, no) = (plain, plain)
            yes.path = yes.path.replacing("\(name)=\(word)", with: "\(name)%5B%24ne%5D=\(word)")
            no.path = no.path.replacing("\(name)=\(word)", with: "\(name)%5B%24eq%5D=\(word)")
            return Operators(yes: yes, no: no, plain: plain)
        }
        // Who signs in proves it with every member.
        guard Words.isLogin(operation), let body = stage.body else {
            return Operators(yes: call(["$ne": .string(word)]), no: call(["$eq": .string(word)]), plain: plain)
        }
        func all(_ value: JSON) -> Call {
            operation.call(body: .object(body.members.map { $0.value.isText ? .init($0.name, value) : $0 }))
        }
        return Operators(yes: all(["$ne": .string(word)]), no: all(["$eq": .string(word)]), plain: plain)
    }
}
