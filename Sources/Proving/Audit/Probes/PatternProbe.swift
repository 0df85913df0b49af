import Blueprint
import Foundation

/// Texts on which a careless regular expression takes for ever.
enum PatternProbe: Probe {
    static let name = "api4.patterns"
    static let item = OWASPItem.api4
    static let title = "A short text keeps the server busy"
    private static let slow = 1.0

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        for operation in context.surface.operations where operation.needsBody {
            guard let stage = try await context.stage(operation), let body = stage.body else { continue }
            let kept = operation.method == "POST" ? [] : context.proofs(of: stage.identity).map(\.name.normalName)
            for member in body.members
            where member.value.plain != nil && !Masking.isSecret(member.name) && !kept.contains(member.name.normalName)
            {
                func call(_ count: Int, _ form: String) -> Call {
                    let text = form.replacing("*", with: String(repeating: "a", count: count))
                    return stage.call([:], .init(member.name, .string(text)))
                }
                try await judge(operation.id, member.name, call, context, &notes)
            }
        }
        if notes.result.tried == 0 { notes.skip("all", "no operation takes a text in its body") }
    }

    /// Time that doubles with each letter, and a long harmless text beside it.
    private static func judge(
        _ operation: String, _ member: String, _ call: (Int, String) -> Call, _ context: AuditContext,
        _ notes: inout Notebook
    ) async throws {
        let patient = context.limited(to: 8)
        for form in ["*!", "a@*!", "*@*.*!"] {
            var count = 16
            var last = try await patient.time(call(count, form))
            while last < slow, count < 30 {
                let next = try await patient.time(call(count + 2, form))
                // Most texts take no longer at all: two letters more tell.
                if count >= 20, next < 0.05 { break }
                count += 2
                last = next
            }
            guard last >= slow, try await patient.time(call(12, form)) < slow / 2,
                try await patient.time(call(count, form)) >= slow / 2
            else { continue }
            notes.found(
                .high, cwe: 1333, operation, "`\(member)` keeps the server busy for seconds",
                evidence: "\(count) letters took \(String(format: "%.1f", last)) s, 12 letters next to nothing",
                calls: [call(count, form)],
                remedy:
                    "Check the length first, and use expressions without nested repetition (or an engine that is linear)."
            )
            return
        }
        notes.held()
    }
}

extension AuditContext {
    fileprivate func limited(to seconds: Double) -> AuditContext {
        var context = self
        context.client = client.limited(to: seconds)
        return context
    }
}
