import Blueprint
import Foundation

/// A, who has no special role, uses what only others may.
enum FunctionProbe: Probe {
    static let name = "api5.functions"
    static let item = OWASPItem.api5
    static let title = "Functions of a higher role answer to a lower one"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a else {
            notes.skip("all", "it takes an identity, a")
            return
        }
        let targets = context.surface.operations.filter { isPrivileged($0, context) }
        for operation in targets {
            if operation.isRead {
                try await read(operation, context, a, &notes)
            } else if operation.names.isEmpty {
                try await make(operation, context, a, &notes)
            } else {
                try await write(operation, context, a, &notes)
            }
        }
        if targets.isEmpty { notes.skip("all", "nothing in the document or in the answers sets a role apart") }
    }

    /// By the rules, by its name, or because it answers the admin and not A.
    static func isPrivileged(_ operation: SurfaceOperation, _ context: AuditContext) -> Bool {
        if context.rules.isComplete { return context.rules.privileged.contains(operation.id) }
        if Words.isCommand(operation) || Words.isLogin(operation) || operation.isOpen { return false }
        if Words.isPrivileged(operation) { return true }
        return operation.placeholders.isEmpty && context.world.of(context.admin).seen[operation.id] != nil
            && context.world.of(context.a).seen[operation.id] == nil
    }

    private static func read(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        guard let admin = context.admin else {
            notes.skip(operation.id, "it takes an identity, admin, to compare with")
            return
        }
        let knowledge = context.world.of(context.b ?? admin)
        let values =
            operation.placeholders.isEmpty
            ? [:] : ValuePicker(knowledge: knowledge, ownOnly: false).combinations(operation).first
        guard let values else {
            notes.skip(operation.id, "nothing is known that it could name")
            return
        }
        for attacker in [nil, a] {
            let attack = Attack(
                context: context, operation: operation, values: values, owner: admin, attacker: attacker)
            for detour in Detour.all {
                let (effect, calls) = try await attack.read(through: detour.change)
                if case .leaked(let pairs) = effect {
                    found(operation, attacker, detour, pairs.map(\.shown), calls, &notes)
                    return
                }
                if case .unknown(let why) = effect, attacker != nil, detour.name.isEmpty {
                    notes.skip(operation.id, why)
                    return
                }
            }
        }
        notes.held()
    }

    private static func make(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        guard let seen = try await context.effectOfMaking(operation, by: a, readBy: context.admin ?? a) else {
            notes.skip(operation.id, "what it does cannot be read back")
            return
        }
        guard let trace = seen.trace else {
            notes.held()
            return
        }
        found(operation, a, Detour.all[0], ["\(trace) was read back"], seen.calls, &notes)
    }

    private static func write(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        guard let victim = try await victim(operation, context) else {
            notes.skip(operation.id, "nothing could be made that it may be tried on")
            return
        }
        let attack = Attack(
            context: victim.context, operation: operation, values: victim.values, owner: victim.owner, attacker: a)
        for detour in [Detour.all[0], Detour.method(operation.method)] {
            let (effect, calls) = try await attack.write(through: detour.change)
            switch effect {
            case .changed(let changes):
                found(operation, a, detour, changes, calls, &notes)
                return
            case .unknown(let why):
                notes.skip(operation.id, why)
                return
            default: continue
            }
        }
        notes.held()
    }

    /// Somebody new, or an object made for it, by B or else by the admin; one's own for what does not delete.
    private static func victim(
        _ operation: SurfaceOperation, _ context: AuditContext
    ) async throws -> AuditContext.Spare? {
        for owner in [context.b, context.admin].compactMap(\.self) {
            if let spare = try await context.spare(for: operation, owner: owner) { return spare }
            guard operation.method != "DELETE" else { continue }
            let picker = ValuePicker(knowledge: context.world.of(owner), ownOnly: true)
            if let values = picker.combinations(operation).first {
                return .init(context: context, values: values, owner: owner)
            }
        }
        return nil
    }

    private static func found(
        _ operation: SurfaceOperation, _ attacker: Identity?, _ detour: Detour, _ evidence: [String], _ calls: [Call],
        _ notes: inout Notebook
    ) {
        let who = attacker.map { "as \($0.name)" } ?? "without credentials"
        notes.found(
            attacker == nil ? .critical : .high, cwe: attacker == nil ? 306 : 285, operation.id,
            "\(operation.method) \(operation.path) works \(who)\(detour.name)",
            evidence: evidence.prefix(4).joined(separator: "; "), calls: calls,
            remedy: "Refuse by default; let each route name the role it takes, and check it before the handler runs.")
    }
}

/// Another way to say the same request, past a check that compares texts.
struct Detour: Sendable {
    /// Empty: the request itself.
    var name: String
    var change: @Sendable (Call) -> Call

    static let all: [Detour] = [
        Detour(name: "") { $0 },
        path(" with a slash at the end") { $0 + "/" },
        path(" with a doubled slash") { "/" + $0 },
        path(" in capitals") { $0.uppercased() },
        path(" with an encoded dot") { "/%2e" + $0 },
        path(" with a path parameter") { $0 + ";a=b" },
        Detour(name: " when X-Original-URL names it") { call in
            var call = call
            call.headers["X-Original-URL"] = call.path
            call.headers["X-Rewrite-URL"] = call.path
            call.path = "/"
            return call
        },
    ]

    /// A POST that says it were another method.
    static func method(_ method: String) -> Detour {
        Detour(name: " by a POST with X-HTTP-Method-Override") { call in
            var call = call
            call.method = "POST"
            call.headers["X-HTTP-Method-Override"] = method
            call.headers["X-Method-Override"] = method
            return call
        }
    }

    private static func path(_ name: String, _ change: @escaping @Sendable (String) -> String) -> Detour {
        Detour(name: name) { call in
            var call = call
            let parts = call.path.split(separator: "?", maxSplits: 1).map(String.init)
            call.path = change(parts.first ?? "/") + (parts.count > 1 ? "?" + parts[1] : "")
            return call
        }
    }
}
