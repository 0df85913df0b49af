import Blueprint
import Foundation

/// Texts that change the meaning of an SQL statement they are pasted into.
enum SQLProbe: Probe {
    static let name = "injection.sql"
    static let item = OWASPItem.other
    static let title = "Input is executed as SQL"
    private static let remedy = "Bind values as parameters; never paste them into a statement."

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        for point in try await InputPoint.all(context) { try await attack(point, context, &notes) }
        try await InputPoint.eachLogin(context, &notes, attack)
        try await signIn(context, &notes)
        if notes.result.tried == 0 { notes.skip("all", "no operation takes a text") }
    }

    private static func attack(_ point: InputPoint, _ context: AuditContext, _ notes: inout Notebook) async throws {
        if try await truths(point, context, &notes) { return }
        if try await quotes(point, context, &notes) { return }
        notes.held(point)
    }

    /// A condition that is true is answered as the good value, one that is false is not.
    private static func truths(
        _ point: InputPoint, _ context: AuditContext, _ notes: inout Notebook
    ) async throws -> Bool {
        let word = point.place == .path ? point.good ?? "1" : "zqfg"
        let pairs =
            point.place == .path
            ? [("' AND '1'='1", "' AND '1'='2"), (" AND 1=1", " AND 1=2")]
            : [
                ("' OR '1'='1", "' OR '1'='2"), ("%' OR '1'='1' -- ", "%' OR '1'='2' -- "),
                ("') OR ('1'='1", "') OR ('1'='2"),
            ]
        for (truth, lie) in pairs {
            let (yes, no) = (point.call(word + truth), point.call(word + lie))
            guard let good = try await context.ask(yes), let bad = try await context.ask(no), good.isGood,
                shows(good) > shows(bad)
            else { continue }
            // The same again, and a text of the same shape without SQL, so that chance is no finding.
            guard let again = try await context.ask(yes), shows(again) == shows(good),
                let plain = try await context.ask(point.call(word + "x ANDX x1xxx1")), shows(plain) < shows(good),
                let lies = try await context.ask(no), shows(lies) < shows(good)
            else { continue }
            notes.found(
                .critical, cwe: 89, point.operation.id,
                "`\(point.name)` of \(point.operation.method) \(point.operation.path) is executed as SQL",
                evidence:
                    "`\(word + truth)` is answered with \(shows(good)) values, `\(word + lie)` with \(shows(bad))",
                calls: [yes, no], remedy: remedy)
            return true
        }
        return false
    }

    /// One quotation mark breaks the statement, two do not; or the database's own words come back.
    private static func quotes(
        _ point: InputPoint, _ context: AuditContext, _ notes: inout Notebook
    ) async throws -> Bool {
        let word = point.good ?? "zqfg"
        let (one, two) = (point.call(word + "'"), point.call(word + "''"))
        guard let broken = try await context.ask(one) else { return false }
        let words = Signatures.sql(in: broken.text)
        guard words != nil || broken.status >= 500, let whole = try await context.ask(two) else { return false }
        guard whole.status < 500, Signatures.sql(in: whole.text) == nil else { return false }
        notes.found(
            .critical, cwe: 89, point.operation.id,
            "`\(point.name)` of \(point.operation.method) \(point.operation.path) breaks an SQL statement",
            evidence: "one quotation mark: \(broken.status) \(words ?? ""); two: \(whole.status)", calls: [one, two],
            remedy: remedy)
        return true
    }

    /// A condition in the place of a name signs in.
    private static func signIn(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let door = context.door, let login = context.anyLogin else { return }
        let operation = context.surface.operations.first { $0.path == door.path }?.id ?? door.path
        for member in login.members {
            for text in ["x' OR '1'='1", "x' OR '1'='1' -- ", "x\" OR \"1\"=\"1"] {
                let body = login.wrongPassword.strange(context.numbers.take()).setting(member.name, .string(text))
                guard try await context.signIn(body, name: "x") != nil else { continue }
                notes.found(
                    .critical, cwe: 89, operation, "A piece of SQL signs in",
                    evidence: "`\(member.name)` was `\(text)`, and a token came back",
                    calls: [door.call(body)], remedy: remedy)
                return
            }
        }
        notes.held()
    }

    private static func shows(_ answer: AuditClient.Answer) -> Int {
        answer.isGood ? answer.json?.pairs().count ?? answer.body.count : 0
    }
}
