import Blueprint

/// B uses each operation that names an object in its path on what is A's.
enum ObjectProbe: Probe {
    static let name = "api1.objects"
    static let item = OWASPItem.api1
    static let title = "Objects of others can be read or changed by their id"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let b = context.b else {
            notes.skip("all", "it takes two identities, a and b")
            return
        }
        let targets = context.surface.operations.filter { isTarget($0, context) }
        for operation in targets.sorted(by: { $0.isRead && !$1.isRead }) {
            try await attack(operation, context, owner: a, attacker: b, &notes)
        }
        for operation in context.surface.operations
        where operation.isRead && !operation.placeholders.isEmpty && !operation.isOpen && !Words.isCommand(operation)
            && !context.isProtected(operation) && !context.surface.operations.contains(where: \.isSecured)
        {
            notes.skip(operation.id, "no refusal was seen, and the document does not say whom it is for")
        }
        for id in context.rules.unclear.sorted() {
            notes.skip(id, "its rule depends on more than who asks, so that neither answer is wrong by itself")
        }
        if targets.isEmpty { notes.skip("all", "no operation names an object in its path") }
    }

    static func isTarget(_ operation: SurfaceOperation, _ context: AuditContext) -> Bool {
        guard !operation.placeholders.isEmpty, !Words.isCommand(operation),
            !["DELETE", "HEAD", "OPTIONS", "TRACE"].contains(operation.method),
            !context.rules.shared.contains(operation.id), !context.rules.unclear.contains(operation.id),
            !context.rules.privileged.contains(operation.id)
        else { return false }
        if operation.isRead { return context.isProtected(operation) }
        // A document without any security says nothing of who may write.
        return context.isProtected(operation) || !context.surface.operations.contains(where: \.isSecured)
    }

    static func attack(
        _ operation: SurfaceOperation, _ context: AuditContext, owner: Identity, attacker: Identity?,
        _ notes: inout Notebook
    ) async throws {
        let combinations = ValuePicker(knowledge: context.world.of(owner), ownOnly: true).combinations(operation)
        var why: String?
        for values in combinations.prefix(4) {
            let attack = Attack(
                context: context, operation: operation, values: values, owner: owner, attacker: attacker)
            let (effect, calls) = try await operation.isRead ? attack.read() : attack.write()
            if case .unknown(let reason) = effect {
                why = why ?? reason
                continue
            }
            report(effect, operation, owner, attacker, calls, &notes)
            return
        }
        notes.skip(operation.id, why ?? "\(owner.name) owns nothing that it could name")
    }

    static func report(
        _ effect: Attack.Effect, _ operation: SurfaceOperation, _ owner: Identity, _ attacker: Identity?,
        _ calls: [Call], _ notes: inout Notebook
    ) {
        let who = attacker.map { "as \($0.name)" } ?? "without credentials"
        let remedy =
            attacker == nil
            ? "Check credentials before anything else on this route, and refuse with 401."
            : "Look up the object together with its owner (`WHERE id = ? AND owner = ?`), and answer 404 to others."
        switch effect {
        case .leaked(let pairs):
            notes.found(
                .high, cwe: attacker == nil ? 306 : 639, operation.id,
                "\(operation.method) \(operation.path) shows what is \(owner.name)'s \(who)",
                evidence: pairs.prefix(5).map(\.shown).joined(separator: ", "), calls: calls, remedy: remedy)
        case .changed(let changes):
            notes.found(
                attacker == nil ? .critical : .high, cwe: attacker == nil ? 306 : 639, operation.id,
                "\(operation.method) \(operation.path) changes what is \(owner.name)'s \(who)",
                evidence: "read back by \(owner.name): " + changes.prefix(4).joined(separator: "; "), calls: calls,
                remedy: remedy)
        case .none: notes.held()
        case .unknown(let why): notes.skip(operation.id, why)
        }
    }
}
