import Blueprint
import Foundation

/// Sums that only a shell or a template would work out.
enum EvaluationProbe: Probe {
    static let name = "injection.evaluation"
    static let item = OWASPItem.other
    static let title = "Input is executed as a command or a template"
    /// 8191 x 8209
    private static let product = "67239919"
    private static let texts = [
        (
            1336, "a template", "fg{{8191*8209}}${8191*8209}<%=8191*8209%>#{8191*8209}",
            "Fill templates with values; never make a template of one."
        ),
        (
            78, "a shell command", "fg;expr 8191 \\* 8209;$(expr 8191 \\* 8209)`expr 8191 \\* 8209`|expr 8191 \\* 8209",
            "Start programs by an argument vector, without a shell."
        ),
    ]

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        for point in try await InputPoint.all(context) {
            for (cwe, what, text, remedy) in texts {
                let (_, shown, calls) = try await context.echo(point, text)
                if shown.contains(where: { $0.contains(product) }) {
                    found(point, cwe, what, "8191 x 8209 came back as \(product)", calls, remedy, &notes)
                } else {
                    notes.held(point)
                }
            }
            try await wait(point, context, &notes)
        }
        if notes.result.tried == 0 { notes.skip("all", "no operation takes a text") }
    }

    /// A shell that shows nothing still waits when it is told to.
    private static func wait(_ point: InputPoint, _ context: AuditContext, _ notes: inout Notebook) async throws {
        let pause = point.call("fg;sleep 2;$(sleep 2)|sleep 2")
        guard try await context.time(pause) >= 2, try await context.time(point.call("fg;sleep 0;$(sleep 0)")) < 1,
            try await context.time(pause) >= 2
        else { return }
        found(
            point, 78, "a shell command", "`sleep 2` took two seconds, twice, and `sleep 0` none", [pause],
            texts[1].3, &notes)
    }

    private static func found(
        _ point: InputPoint, _ cwe: Int, _ what: String, _ evidence: String, _ calls: [Call], _ remedy: String,
        _ notes: inout Notebook
    ) {
        notes.found(
            .critical, cwe: cwe, point.operation.id,
            "`\(point.name)` of \(point.operation.method) \(point.operation.path) is executed as \(what)",
            evidence: evidence, calls: calls, remedy: remedy)
    }
}
