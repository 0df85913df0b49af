import Blueprint

/// Operators of document databases where a value should be.
enum OperatorProbe: Probe {
    static let name = "injection.operators"
    static let item = OWASPItem.other
    static let title = "Objects in place of texts are taken as query operators"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await signIn(context, &notes)
        for point in InputPoint.all(context, places: [.query]) {
            var (yes, no) = (point.call("zqfg"), point.call("zqfg"))
            yes.path = yes.path.replacing("\(point.name)=zqfg", with: "\(point.name)%5B%24ne%5D=zqfg")
            no.path = no.path.replacing("\(point.name)=zqfg", with: "\(point.name)%5B%24eq%5D=zqfg")
            let empty = try await context.ask(point.call("zqfg"))
            guard let good = try await context.ask(yes), let bad = try await context.ask(no), let empty else {
                continue
            }
            let counts = [good, bad, empty].map { $0.isGood ? $0.json?.items.count ?? 0 : 0 }
            guard counts[0] > 0, counts[1] == 0, counts[2] == 0 else {
                notes.held()
                continue
            }
            notes.found(
                .high, cwe: 943, point.operation.id,
                "`\(point.name)` of \(point.operation.method) \(point.operation.path) takes query operators",
                evidence: "`$ne` finds \(counts[0]) items, `$eq` none", calls: [yes, no],
                remedy: "Take texts as texts: refuse values of another type before they reach the query.")
        }
        if notes.result.tried == 0, notes.notTried.isEmpty { notes.skip("all", "no query and no sign-in to try it on") }
    }

    private static func signIn(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let door = context.door, let login = context.anyLogin else { return }
        let operation = context.surface.operations.first { $0.path == door.path }?.id ?? door.path
        let secret = login.members.first { Masking.isSecret($0.name) }?.name ?? "password"
        let operators: [JSON] = [["$ne": .null], ["$gt": ""], ["$regex": ".*"]]
        for value in operators {
            for body in [login.setting(secret, value), .object(login.members.map { .init($0.name, value) })] {
                guard try await context.signIn(body, name: "x") != nil else { continue }
                let call = Call("POST", door.path, json: body.compactText)
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
