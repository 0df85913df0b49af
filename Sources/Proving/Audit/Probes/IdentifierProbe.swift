import Blueprint

/// B names A's objects in queries and bodies.
enum IdentifierProbe: Probe {
    static let name = "api1.identifiers"
    static let item = OWASPItem.api1
    static let title = "Objects of others can be reached by ids in queries and bodies"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let b = context.b else {
            notes.skip("all", "it takes two identities, a and b")
            return
        }
        for operation in context.surface.operations where isTarget(operation, context) {
            for name in operation.queryIdentifiers {
                try await replay(operation, name, inBody: false, context, a, b, &notes)
            }
            for name in operation.bodyIdentifiers {
                try await replay(operation, name, inBody: true, context, a, b, &notes)
            }
        }
        if notes.result.tried == 0, notes.notTried.isEmpty { notes.skip("all", "no query or body holds an id") }
    }

    private static func isTarget(_ operation: SurfaceOperation, _ context: AuditContext) -> Bool {
        operation.placeholders.isEmpty && !Words.isAccountMatter(operation) && context.isProtected(operation)
            && !context.rules.shared.contains(operation.id) && !context.rules.privileged.contains(operation.id)
            && operation.method != "DELETE"
    }

    private static func replay(
        _ operation: SurfaceOperation, _ name: String, inBody: Bool, _ context: AuditContext, _ a: Identity,
        _ b: Identity, _ notes: inout Notebook
    ) async throws {
        let place = "\(operation.id) \(name)"
        let stand = operation.naming(name)
        let values = ValuePicker(knowledge: context.world.of(a), ownOnly: true).candidates(name, in: stand)
        for value in values.prefix(4) {
            let call = operation.naming(name, value, inBody: inBody, context)
            guard let control = try await context.ask(call.by(a)), control.isGood else { continue }
            guard operation.isRead || isOnlyOfA(value, context, a, b) else {
                notes.skip(place, "what it names is shown to b as well")
                return
            }
            let shown = try await leak(control, call, value, context, a, b)
            if !shown.isEmpty {
                notes.found(
                    .high, cwe: 639, operation.id,
                    "\(operation.method) \(operation.path) shows what is a's to b when `\(name)` names it",
                    evidence: shown.prefix(5).map(\.shown).joined(separator: ", "), calls: [call.by(a), call.by(b)],
                    remedy: remedy)
            } else if operation.isRead || context.rules.isComplete {
                notes.held()
            } else {
                try await change(operation, name, value, inBody: inBody, context, a, b, &notes)
            }
            return
        }
        notes.skip(place, "nothing that is a's and that it could name was accepted from a itself")
    }

    private static let remedy = "Take the owner from the caller's credentials, not from the request."

    /// What B is answered of A's, beyond what is known to B anyway or stood in B's own request.
    private static func leak(
        _ control: AuditClient.Answer, _ call: Call, _ value: String, _ context: AuditContext, _ a: Identity,
        _ b: Identity
    ) async throws -> [Pair] {
        let own = Set(context.world.of(a).sights.filter(\.isOwn).flatMap { $0.object.pairs() })
        let known = context.world.of(b).pairs().union(context.world.of(nil).pairs())
        let sent = Set((call.body.flatMap { JSON(parsing: $0) }?.pairs() ?? []).map(\.value) + [value])
        let secret = Set(control.json?.pairs() ?? []).union(own).subtracting(known)
            .filter {
                !sent.contains($0.value) && $0.value.count > 2 && !$0.value.isTime && $0.value != "true"
                    && $0.value != "false"
            }
        guard let answer = try await context.ask(call.by(b)), answer.isGood else { return [] }
        return Set(answer.json?.pairs() ?? []).intersection(secret).sorted { $0.name < $1.name }
    }

    /// Whether the value names something of A's that B is not shown.
    private static func isOnlyOfA(_ value: String, _ context: AuditContext, _ a: Identity, _ b: Identity) -> Bool {
        let knowledge = context.world.of(a)
        let own = knowledge.account + knowledge.sights.filter(\.isOwn).flatMap { $0.object.pairs() }
        let names = own.filter { $0.value == value }
        return !names.isEmpty
            && context.world.of(b).pairs().union(context.world.of(nil).pairs()).isDisjoint(with: names)
    }

    /// What A reads back after B has sent the same.
    private static func change(
        _ operation: SurfaceOperation, _ name: String, _ value: String, inBody: Bool, _ context: AuditContext,
        _ a: Identity, _ b: Identity, _ notes: inout Notebook
    ) async throws {
        guard !operation.isMeant(for: name) else {
            notes.skip("\(operation.id) \(name)", "others are meant to be named there")
            return
        }
        let first = try await context.state(value, owner: a, besides: b)
        let before = first.stable(beside: try await context.state(value, owner: a, besides: b))
        let call = operation.naming(name, value, inBody: inBody, context).by(b)
        _ = try await context.ask(call)
        let changes = before.changes(to: try await context.state(value, owner: a, besides: b), additions: false)
        guard !changes.isEmpty else {
            notes.held()
            return
        }
        notes.found(
            .high, cwe: 639, operation.id,
            "\(operation.method) \(operation.path) changes what is a's for b when `\(name)` names it",
            evidence: "read back by a: " + changes.prefix(4).joined(separator: "; "), calls: [call], remedy: remedy)
    }
}

extension AuditContext {
    /// What the owner reads of what a value names, and of what is shown to nobody else.
    fileprivate func state(_ value: String, owner: Identity, besides other: Identity) async throws -> Snapshot {
        var snapshot = Snapshot()
        let picker = ValuePicker(knowledge: world.of(owner), ownOnly: true)
        for reader in surface.operations where reader.isRead && !Words.isCommand(reader) {
            var values: [String: String] = [:]
            if let name = reader.placeholders.first {
                guard reader.placeholders.count == 1, picker.candidates(name, in: reader).contains(value) else {
                    continue
                }
                values[name] = value
            } else {
                guard isProtected(reader), let seen = world.of(owner).seen[reader.id] else { continue }
                let others = world.of(other).seen[reader.id] ?? []
                guard !seen.intersection(others).contains(where: { $0.name.isReference }) else { continue }
            }
            guard let answer = try await ask(reader.call(values).by(owner)), answer.status < 500 else { continue }
            snapshot.note(reader.id, answer.isGood ? answer.json ?? .object([]) : nil)
        }
        return snapshot
    }
}

extension SurfaceOperation {
    fileprivate static func names(_ name: String) -> Bool {
        let plain = name.normalName
        return plain == "id" || plain.hasSuffix("id") && plain.count > 3
            || ["owner", "user", "username", "account"].contains(plain)
    }

    fileprivate var queryIdentifiers: [String] {
        parameters.filter { $0.place == .query && Self.names($0.name) }.map(\.name)
    }

    fileprivate var bodyIdentifiers: [String] {
        isRead ? [] : (body?.schema["properties"]?.members ?? []).map(\.name).filter(Self.names)
    }

    /// Money and messages go to others.
    fileprivate func isMeant(for name: String) -> Bool {
        let words = ["to", "recipient", "receiver", "target", "payee", "friend", "invitee", "assignee", "destination"]
        return Words.parts(name).contains { words.contains($0) }
    }

    /// As though the name stood at the end of the path, for the picker.
    func naming(_ name: String) -> SurfaceOperation {
        var operation = self
        operation.path += "/{\(name)}"
        return operation
    }

    fileprivate func naming(_ name: String, _ value: String, inBody: Bool, _ context: AuditContext) -> Call {
        guard inBody else {
            let sampler = Sampler(
                operation: self, knowledge: context.world.of(context.b), number: context.numbers.take())
            return call(
                query: requiredQuery(1).filter { $0.0 != name } + [(name, value)],
                body: needsBody ? sampler.bodies.first : nil)
        }
        let sampler = Sampler(
            operation: self, knowledge: context.world.of(context.b), number: context.numbers.take(), all: context.world)
        let body = context.world.creators[id].map { context.anew($0) } ?? sampler.bodies.first ?? .object([])
        let schema = self.body?.schema["properties"]?[name] ?? .object([])
        let isNumber = ["integer", "number"].contains(SchemaSample.type(of: schema))
        return call(body: body.setting(name, isNumber ? .number(value) : .string(value)))
    }
}
