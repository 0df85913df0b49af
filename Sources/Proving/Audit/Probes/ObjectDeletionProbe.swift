import Blueprint

/// B and nobody delete objects of A that were made for this.
enum ObjectDeletionProbe: Probe {
    static let name = "api1.deletion"
    static let item = OWASPItem.api1
    static let title = "Objects of others can be deleted"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let b = context.b else {
            notes.skip("all", "it takes two identities, a and b")
            return
        }
        let targets = context.surface.operations.filter {
            $0.method == "DELETE" && !$0.names.isEmpty && !context.rules.shared.contains($0.id)
                && !context.rules.unclear.contains($0.id)
                && !context.isPrivilegedFor($0)
        }
        for operation in targets {
            for attacker in [b, nil] {
                var spare = try await context.spare(for: operation, owner: a)
                // What a cannot make, the admin can: it is no more b's to delete.
                if spare == nil, let admin = context.admin {
                    spare = try await context.spare(for: operation, owner: admin)
                }
                guard let spare else {
                    notes.skip(operation.id, "no object of \(a.name) could be made to be spared")
                    break
                }
                let attack = Attack(
                    context: spare.context, operation: operation, values: spare.values, owner: spare.owner,
                    attacker: attacker)
                let (effect, calls) = try await attack.write()
                ObjectProbe.report(effect, operation, spare.owner, attacker, calls, &notes)
            }
        }
        if targets.isEmpty { notes.skip("all", "no operation deletes an object") }
    }
}

extension AuditContext {
    /// Lets a new account see what shows accounts, so that its loss can be seen as well.
    fileprivate mutating func showAccount(to identity: Identity) async throws {
        for reader in surface.operations where reader.isRead && reader.placeholders.isEmpty && !Words.isCommand(reader)
        {
            let isOwn = world.of(a).sights.contains { $0.operation == reader.id && $0.isOwn }
            guard isOwn, let answer = try await ask(reader.call().by(identity)), answer.isGood, let json = answer.json,
                json.items.isEmpty
            else { continue }
            world.knowledge[identity.name]?.saw(json, by: reader, isOwn: true)
        }
    }

    /// Something that may be deleted: an object made for it, or an account registered for it.
    struct Spare: Sendable {
        var context: AuditContext
        var values: [String: String]
        var owner: Identity
    }

    /// - Returns: nil when nothing can be made whose id the operation takes.
    func spare(for operation: SurfaceOperation, owner: Identity) async throws -> Spare? {
        guard let last = operation.names.last else { return nil }
        var context = self
        let collection = operation.collection(of: last)
        let noun = operation.noun(of: last)
        let creator =
            creators.first { $0.path == collection } ?? creators.first { $0.method == "POST" && $0.makes == noun }
            ?? creators.first { $0.makes == noun }
        if let creator {
            guard let made = try await create(creator, owner) else { return nil }
            context.world.knowledge[owner.name]?.saw(made.object, by: creator, isOwn: true)
            let own = made.object.identifier.map { [[last: $0]] } ?? []
            let picker = ValuePicker(knowledge: context.world.of(owner), ownOnly: true)
            let picked = operation.placeholders.isEmpty ? [] : picker.combinations(operation)
            for values in (operation.names.count == 1 ? own : []) + picked.prefix(4) {
                let snapshot = try await context.snapshot(operation, values, owner: owner)
                if !snapshot.isEmpty { return Spare(context: context, values: values, owner: owner) }
            }
            return nil
        }
        guard Words.isPerson(collection + last), operation.placeholders.count == 1,
            let account = try await register()
        else { return nil }
        context.world.knowledge[account.identity.name] = Knowledge(
            account: account.names.map { Pair(name: "id", value: $0) })
        try await context.showAccount(to: account.identity)
        for name in account.names.sorted(by: { $0.count > $1.count }) {
            let values = [last: name]
            for reader in [account.identity, admin].compactMap(\.self) {
                let snapshot = try await context.snapshot(operation, values, owner: reader)
                if !snapshot.isEmpty { return Spare(context: context, values: values, owner: reader) }
            }
        }
        return nil
    }
}

extension SurfaceOperation {
    /// What names its object: in the path, else in the query.
    var names: [String] { placeholders.isEmpty ? queryNames : placeholders }

    /// The noun of what a name stands for, in the singular: `picture` of `/pictures/{id}` and of `?picture_id=`.
    fileprivate func noun(of name: String) -> String {
        let plain = name.normalName
        if placeholders.isEmpty { return plain.hasSuffix("id") ? String(plain.dropLast(2)) : plain }
        return Self.noun(collection(of: name))
    }

    /// The noun of what it makes.
    fileprivate var makes: String { Self.noun(collection) }

    private static func noun(_ path: String) -> String {
        ValuePicker.singular(path.split(separator: "/").last { !$0.contains("{") }.map(String.init) ?? "")
    }
}
