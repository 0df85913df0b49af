import Blueprint

/// GETs that do something, asked by nobody; last, for they may take everything away.
enum CommandProbe: Probe {
    static let name = "api5.commands"
    static let item = OWASPItem.api5
    static let title = "A GET that anybody may send changes the state"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let commands = context.surface.operations.filter { Words.isCommand($0) && $0.placeholders.isEmpty }
        guard !commands.isEmpty, let a = context.a else {
            notes.skip("all", "no GET has the name of a command")
            return
        }
        for operation in commands where !Words.isAccountMatter(operation) {
            guard let watch = try await watched(context, a) else {
                notes.skip(operation.id, "a has nothing whose loss could be seen")
                continue
            }
            let before = try await context.snapshot(watch.operation, watch.values, owner: a)
            let call = operation.call()
            _ = try await context.ask(call)
            let changes = before.changes(to: try await context.snapshot(watch.operation, watch.values, owner: a))
            guard !changes.isEmpty else {
                notes.held()
                continue
            }
            notes.found(
                .critical, cwe: 306, operation.id,
                "\(operation.method) \(operation.path) changes what is a's without credentials",
                evidence: changes.prefix(3).joined(separator: "; "), calls: [call],
                remedy: "Take it out of what is served; nothing that changes state is a GET or open.")
        }
    }

    /// An object that A has just made.
    private static func watched(
        _ context: AuditContext, _ a: Identity
    ) async throws -> (operation: SurfaceOperation, values: [String: String])? {
        for reader in context.surface.operations where reader.isRead && !reader.placeholders.isEmpty {
            guard let spare = try await context.spare(for: reader, owner: a), spare.owner == a else { continue }
            return (reader, spare.values)
        }
        return nil
    }
}
