import Blueprint

extension AuditContext {
    /// Another role's matter, which `api5.functions` looks at.
    func isPrivilegedFor(_ operation: SurfaceOperation) -> Bool {
        rules.isComplete ? rules.privileged.contains(operation.id) : Words.isPrivileged(operation)
    }

    /// Every object about an account that it, the admin or anybody is shown.
    func observe(_ account: Account) async throws -> [JSON] {
        var objects = account.answers.flatMap(\.objects)
        for reader in surface.operations where reader.isRead && !Words.isCommand(reader) {
            for identity in [account.identity, admin] {
                let targets =
                    reader.placeholders.isEmpty
                    ? [[:]]
                    : account.names.map { name in Dictionary(uniqueKeysWithValues: [(reader.placeholders[0], name)]) }
                guard reader.placeholders.count <= 1,
                    reader.placeholders.isEmpty || Words.isPerson(reader.collection(of: reader.placeholders[0]))
                else { continue }
                for values in targets {
                    guard let json = try await ask(reader.call(values).by(identity))?.json else { continue }
                    objects += json.objects.filter { object in
                        object.members.contains { account.names.contains($0.value.plain ?? "") }
                    }
                }
            }
        }
        return objects
    }

    /// What an identity proves itself with: what it signs in with, or the name and password in a header.
    func proofs(of identity: Identity?) -> [JSON.Member] {
        guard let identity else { return [] }
        if let login = credentials?.login(of: identity.name) { return login.members }
        let names = ["username", "user", "login", "email"]
        if let basic = identity.basic {
            return names.map { .init($0, .string(basic.name)) } + [.init("password", .string(basic.password))]
        }
        return world.of(identity).account.filter { names.contains($0.name.normalName) }.map {
            .init($0.name, .string($0.value))
        }
    }

    /// A body without what the owner signs in with, where something else is left.
    func sparing(_ body: JSON, of owner: Identity?) -> JSON {
        let names = Set(proofs(of: owner).map(\.name.normalName))
        let others = body.members.filter { !names.contains($0.name.normalName) }
        return others.isEmpty ? body : .object(others)
    }

    /// A body that leaves what the owner signs in with as it is, where it says anything else.
    func keeping(_ body: JSON, of owner: Identity?) -> JSON {
        let proofs = proofs(of: owner)
        guard sparing(body, of: owner) != body else { return body }
        return .object(
            body.members.map { member in
                let own = proofs.first { $0.name.normalName == member.name.normalName }
                return JSON.Member(member.name, own?.value ?? member.value)
            })
    }

    /// A made object as its owner reads it back: by its id, or in the list.
    func read(_ made: Made, of creator: SurfaceOperation, _ owner: Identity) async throws -> [JSON] {
        var knowledge = Knowledge()
        knowledge.saw(made.object, by: creator, isOwn: true)
        let picker = ValuePicker(knowledge: knowledge, ownOnly: true)
        let marks = Set(made.body.pairs().map(\.value).filter { $0.count >= 5 })
        var objects: [JSON] = []
        for reader in surface.operations where reader.isRead {
            if reader.path == creator.path {
                let items = try await ask(reader.call(made.values).by(owner))?.json?.items ?? []
                objects += items.filter { item in item.pairs().contains { marks.contains($0.value) } }
            } else if reader.path.hasPrefix(creator.path + "/{"), reader.path.hasSuffix("}") {
                for values in picker.combinations(reader).prefix(3) {
                    let all = made.values.merging(values) { known, _ in known }
                    guard let answer = try await ask(reader.call(all).by(owner)), answer.isGood else { continue }
                    objects += answer.json?.objects ?? []
                    break
                }
            }
        }
        return objects
    }

    /// The body with other numbers in its marks, so that what must be unique is.
    func anew(_ body: JSON) -> JSON { body.renumbered(numbers.take()) }
}
