import Blueprint
import Foundation

/// Markup that comes back as HTML.
enum MarkupProbe: Probe {
    static let name = "injection.markup"
    static let item = OWASPItem.other
    static let title = "Input comes back as HTML that a browser executes"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await stored(context, &notes)
        try await reflected(context, &notes)
    }

    private static func stored(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let mark = "<img src=x onerror=fg\(context.numbers.take())()>"
        var writers: [InputPoint] = []
        for point in try await InputPoint.all(context, places: [.body]) {
            if try await context.ask(point.call(mark))?.isGood == true { writers.append(point) }
        }
        guard let writer = writers.first else {
            notes.skip("stored markup", "no text could be stored")
            return
        }
        let picker = ValuePicker(knowledge: context.world.of(context.a), ownOnly: true)
        for reader in context.surface.operations where reader.isRead && !Words.isCommand(reader) {
            let values = reader.placeholders.isEmpty ? [:] : picker.combinations(reader).first
            guard let values else { continue }
            for accept in ["*/*", "text/html"] {
                var call = reader.call(values).by(context.a)
                call.headers["Accept"] = accept
                guard let answer = try await context.ask(call) else { continue }
                judge(answer, mark, [writer.call(mark), call], reader.id, &notes)
            }
        }
    }

    private static func reflected(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let mark = "<img src=x onerror=fg\(context.numbers.take())()>"
        for point in try await InputPoint.all(context, places: [.query, .path]) {
            let call = point.call(mark)
            guard let answer = try await context.ask(call) else { continue }
            judge(answer, mark, [call], point.operation.id, &notes)
        }
        let stray = Call("GET", "/" + mark.percentEncoded)
        if let answer = try await context.ask(stray) { judge(answer, mark, [stray], "GET /…", &notes) }
    }

    private static func judge(
        _ answer: AuditClient.Answer, _ mark: String, _ calls: [Call], _ operation: String, _ notes: inout Notebook
    ) {
        guard answer.isHTML, answer.text.contains(mark) else {
            notes.held()
            return
        }
        notes.found(
            .high, cwe: 79, operation, "Markup that a caller sent comes back as HTML",
            evidence: "`\(mark)` stood in an answer of type \(answer.headers["content-type"] ?? "")", calls: calls,
            remedy:
                "Answer JSON as application/json with `X-Content-Type-Options: nosniff`; encode what goes into HTML.")
    }
}
