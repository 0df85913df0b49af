import Blueprint

/// Sends members that a caller must not set, and reads back whether they were taken.
enum AssignmentProbe: Probe {
    static let name = "api3.assignment"
    static let item = OWASPItem.api3
    static let title = "Members can be set that a caller must not set"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a else {
            notes.skip("all", "it takes an identity, a")
            return
        }
        try await register(context, &notes)
        for operation in context.creators where !context.isPrivilegedFor(operation) {
            try await create(operation, context, a, &notes)
        }
        for operation in context.surface.operations
        where ["PUT", "PATCH"].contains(operation.method) && !context.isPrivilegedFor(operation)
            && !context.creators.contains(operation)
        {
            try await update(operation, context, a, &notes)
        }
    }

    // MARK: Registering

    private static func register(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let registration = context.registration else { return }
        guard let plain = try await context.register() else {
            notes.skip(registration.id, "nobody could be registered")
            return
        }
        let known = try await context.observe(plain)
        let extras = Extras.of(registration, known, context.rules, powerful: context.powers).filter {
            plain.body[$0.name] == nil || Extras.isPower($0.name)
        }
        for group in [extras] + extras.map({ [$0] }) where !group.isEmpty {
            guard let account = try await context.register(extras: group, name: "c") else { continue }
            let after = try await context.observe(account)
            for extra in group where Extras.wasTaken(extra, after) && !Extras.wasTaken(extra, known) {
                found(registration, extra, account.calls, &notes)
            }
            break
        }
        notes.held()
    }

    // MARK: Making and changing objects

    private static func create(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        guard let plain = try await context.create(operation, a) else {
            notes.skip(operation.id, "a could not make one")
            return
        }
        let known = try await context.read(plain, of: operation, a)
        let extras = Extras.of(operation, known, context.rules)
        for group in [extras] + extras.map({ [$0] }) where !group.isEmpty {
            let body = group.reduce(context.anew(plain.body)) { $0.setting($1.name, $1.value) }
            let call = operation.call(plain.values, body: body).by(a)
            guard let answer = try await context.ask(call), answer.isGood else { continue }
            var made = plain
            made.object = body.members.reduce(answer.json?.objects.first { $0.identifier != nil } ?? .object([])) {
                $0[$1.name] == nil ? $0.setting($1.name, $1.value) : $0
            }
            made.body = body
            var after = try await context.read(made, of: operation, a)
            // Given away: its maker is not shown it any more.
            if after.isEmpty { after = answer.json?.objects ?? [] }
            for extra in group where Extras.wasTaken(extra, after) && !Extras.wasTaken(extra, known) {
                found(operation, extra, [call], &notes)
            }
            if group.count > 1 { break }
        }
        notes.held()
    }

    private static func update(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        let knowledge = context.world.of(a)
        let combinations =
            operation.placeholders.isEmpty
            ? [[:]] : ValuePicker(knowledge: knowledge, ownOnly: true).combinations(operation)
        guard
            let reader = context.surface.operations.first(where: { $0.isRead && $0.path == operation.path })
                ?? context.surface.operations.first(where: {
                    $0.isRead && operation.path.hasPrefix($0.path + "/") && $0.placeholders == operation.placeholders
                }) ?? (operation.placeholders.isEmpty ? account(context, a) : nil)
        else {
            notes.skip(operation.id, "what it changes cannot be read back")
            return
        }
        for values in combinations.prefix(4) {
            guard let before = try await context.ask(reader.call(values).by(a)), before.isGood,
                let known = before.json?.objects
            else { continue }
            let extras = Extras.of(
                operation, known, context.rules, kept: context.kept(operation, a),
                free: context.sentToMake(operation), powerful: context.powers)
            for group in [extras] + extras.map({ [$0] }) where !group.isEmpty {
                let call = try await send(group, to: operation, values, context, a)
                let after = try await context.ask(reader.call(values).by(a))?.json?.objects ?? []
                let taken = group.filter { Extras.wasTaken($0, after) && !Extras.wasTaken($0, known) }
                for extra in taken { found(operation, extra, [call, reader.call(values).by(a)], &notes) }
                if !taken.isEmpty {
                    try await undo(taken, known, operation, values, context, a)
                    break
                }
            }
            notes.held()
            return
        }
        notes.skip(operation.id, "a owns nothing that it could change")
    }

    /// What shows an account itself.
    private static func account(_ context: AuditContext, _ a: Identity) -> SurfaceOperation? {
        let own = Set(context.world.of(a).sights.filter(\.isOwn).map(\.operation))
        return context.surface.operations.first { $0.isRead && $0.placeholders.isEmpty && own.contains($0.id) }
    }

    /// As it was: whoever has made itself an admin is nobody to attack with.
    private static func undo(
        _ taken: [JSON.Member], _ known: [JSON], _ operation: SurfaceOperation, _ values: [String: String],
        _ context: AuditContext, _ a: Identity
    ) async throws {
        let before = taken.compactMap { extra in
            known.lazy.compactMap { $0[extra.name] }.first.map { JSON.Member(extra.name, $0) }
        }
        for group in [before] + before.map({ [$0] }) where !group.isEmpty {
            if try await context.ask(operation.call(values, body: .object(group)).by(a))?.isGood == true { return }
        }
    }

    /// By themselves, and where that is refused as part of a whole body.
    private static func send(
        _ group: [JSON.Member], to operation: SurfaceOperation, _ values: [String: String], _ context: AuditContext,
        _ a: Identity
    ) async throws -> Call {
        let alone = operation.call(values, body: .object(group)).by(a)
        if try await context.ask(alone)?.isGood == true { return alone }
        let sampler = Sampler(operation: operation, knowledge: context.world.of(a), number: context.numbers.take())
        let base = context.keeping(sampler.bodies.first ?? .object([]), of: a)
        let whole = group.reduce(base) { $0.setting($1.name, $1.value) }
        let call = operation.call(values, body: whole).by(a)
        _ = try await context.ask(call)
        return call
    }

    private static func found(
        _ operation: SurfaceOperation, _ extra: JSON.Member, _ calls: [Call], _ notes: inout Notebook
    ) {
        notes.found(
            Extras.isPower(extra.name) ? .critical : .high, cwe: 915, operation.id,
            "\(operation.method) \(operation.path) lets a caller set `\(extra.name)`",
            evidence: "read back: \(extra.name) = \(extra.value.compactText)", calls: calls,
            remedy: "Decode into a type that has only the members a caller may set; check who may set a role.")
    }
}

extension AuditContext {
    /// What the admin is shown of itself.
    fileprivate var powers: [JSON.Member] {
        world.of(admin).sights.filter(\.isOwn).flatMap(\.object.members)
    }

    /// What is sent to make what the operation changes.
    fileprivate func sentToMake(_ operation: SurfaceOperation) -> Set<String> {
        let made = creators.filter { operation.path.hasPrefix($0.collection + "/") }
        return Set(made.compactMap { world.creators[$0.id] }.flatMap(\.members).map(\.name))
    }

    /// Values that an account is known by, where the operation may be about the account itself.
    fileprivate func kept(_ operation: SurfaceOperation, _ identity: Identity) -> Set<String> {
        let name = operation.placeholders.last
        guard name.map({ Words.isPerson(operation.collection(of: $0) + "/" + $0) }) ?? true else { return [] }
        return Set(world.of(identity).account.map(\.value) + proofs(of: identity).compactMap(\.value.plain))
    }
}
