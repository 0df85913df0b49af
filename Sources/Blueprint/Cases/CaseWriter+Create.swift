import Brief

extension CaseWriter {
    mutating func createCases() {
        createAllowCases()
        for fieldGuard in createGuards { createGuardCases(fieldGuard) }
        guard var scene = creatingScene() else { return }
        let body = json(scene.target)
        hiddenParentCase(scene, .json(body))
        bodyCases(scene, base: body, members: endpoint.body?.members ?? [], prefix: resource.name)
        takenCases(&scene, body)
        refusedMemberCases(scene, body)
        uniqueCases(scene, body) { $0.created($1) }
        onlyOnceCases(scene, body)
    }

    /// A unique reference that the caller or the path gives: a second row for the same is refused.
    private mutating func onlyOnceCases(_ scene: Scene, _ body: JSON) {
        let parent = model.parents[resource.name]?.reference
        for field in resource.fields
        where field.isUnique && (field.reference?.isCaller == true || field.name == parent)
            && scene.target[field.name] != .null
        {
            var scene = scene
            var other = scene.world.next(resource)
            other[field.name] = scene.target[field.name]
            scene.world.add(other)
            refuse(
                "\(field.name).taken", "\(field.name) that another row has", [id(field.name, "unique")], scene, body,
                .invalid("/" + field.name, "unique", status: 409))
        }
    }

    /// Who may create. The row that is to be made is the scene's target, and is not in the world yet.
    private mutating func createAllowCases() {
        let own = rule("create")
        let rules = [own] + model.rulesAbove(resource)
        for cast in casts(rules) where isCreating(cast, rules) {
            let scene = unguarded(self.creatingScene(cast, rules))
            createAllowCase(scene, "")
            // Where what is sent, or the row above, decides: the other way too.
            guard let other = solved(scene, own, wanted: !isAllowed(scene)), isReachable(other) else { continue }
            createAllowCase(other, "-otherwise")
        }
        for scene in partOwnerScenes(rules, creates: true) { createAllowCase(unguarded(scene), "") }
    }

    private mutating func createAllowCase(_ scene: Scene, _ suffix: String) {
        let body = unguardedBody(scene)
        let allowed = isReachable(scene) && guardsHold(scene, body) && isAllowed(scene)
        let isAsked = scene.person.isAnonymous && (endpoint.authentication == .required || isReachable(scene))
        let step = Step(
            request: request(scene, body: .json(body)),
            expect: allowed ? created(scene) : .problem(isAsked ? 401 : isReachable(scene) ? 403 : 404))
        add(
            "allow." + scene.person.slug + suffix,
            allowed ? "\(scene.person.title) is let in" : "\(scene.person.title) is refused", [allowID],
            scene.world, [step],
            unchanged: !allowed)
    }

    /// The scene with another body, or another row above it, for which the rule holds or does not.
    private func solved(_ scene: Scene, _ rule: Expression, wanted: Bool) -> Scene? {
        var scene = scene
        let sent = Set((endpoint.body?.members ?? []).map(\.field.name))
        // A second row to refer to.
        for name in rule.ownFields where sent.contains(name) {
            guard case .reference(let target)? = model.field(name, of: resource.name)?.type,
                let target = model.resources[target], scene.world.rows.count(where: { $0.resource == target.name }) < 2
            else { continue }
            scene.world.addReadable(target)
        }
        return varied(scene, rule, wanted: wanted, free: sent)
    }

    /// Whose a row is before it is made is said by what is sent, or by a row above it.
    func isCreating(_ cast: Cast, _ rules: [Expression]) -> Bool {
        !cast.owns || !ownershipPaths(rules).isEmpty || !rules.flatMap(\.ownershipFields).isEmpty
    }

    /// A scene whose target is what a full body makes, not yet stored.
    func creatingScene(_ cast: Cast, _ rules: [Expression]) -> Scene {
        var world = World(model, samples)
        let homes = furnish(&world, rules)
        var row = world.next(resource, full: true)
        switch cast {
        case .owner(let role):
            let account = world.account(role: role, belonging: homes)
            for field in rules.flatMap(\.ownershipFields) { row[field] = account?.id ?? .null }
            for path in ownershipPaths(rules) { row = world.give(path, of: row, to: account?.id ?? .null) }
            return creating(row, person(account, role, owns: true), world)
        case .other(let role):
            row = world.completed(row)
            return creating(row, person(world.account(role: role, belonging: homes), role, owns: false), world)
        case .foreign(let role):
            row = world.completed(row)
            let person = foreigner(role, rules, &world)
            return creating(row, person, world)
        case .anonymous: return creating(row, .anonymous, world)
        }
    }

    /// A scene with a row that is about to be made, completed with what is not sent.
    func creating(_ row: Sample, _ person: Person, _ world: World) -> Scene {
        var world = world
        var row = world.completed(row)
        for field in resource.fields where field.reference?.isCaller == true {
            row[field.name] = person.account?.id ?? .null
        }
        let creatable = Set(model.creatable(resource).map(\.name))
        for field in resource.fields where !creatable.contains(field.name) && !field.type.isReference {
            row[field.name] = field.defaultValue ?? .null
        }
        row["createdAt"] = .datetime(Case.now)
        row["updatedAt"] = .datetime(Case.now)
        var person = person
        person.account = person.account.flatMap { world.row($0.resource, $0.id) }
        return Scene(world: world, person: person, target: row)
    }

    /// Whoever may create with every member that the body can have.
    private func creatingScene() -> Scene? {
        let rules = [rule("create")] + createGuards.map(\.rule) + model.rulesAbove(resource)
        return casts(rules).filter { isCreating($0, rules) }.sorted { $0.preference < $1.preference }.lazy
            .map { cast in
                let scene = creatingScene(cast, rules)
                return Expression.all(rules).flatMap { solved(scene, $0, wanted: true) } ?? scene
            }
            .first { scene in
                let oracle = Oracle(world: scene.world, caller: scene.person)
                return isReachable(scene) && rules.allSatisfy { oracle.holds($0, scene.target) }
            }
    }

    /// The answer to a create that made the scene's target.
    func created(_ scene: Scene) -> Answer {
        var changes: [String: Matcher] = ["id": .present]
        for field in resource.fields { if case .slug = field.type { changes[field.name] = .present } }
        return Answer(
            status: 201, headers: [.init("Location", .hasPrefix(model.brief.basePath + "/")), .init("ETag", .present)],
            body: model.answer(scene.target, changing: changes))
    }

    private mutating func takenCases(_ scene: inout Scene, _ body: JSON) {
        let members = endpoint.body?.members ?? []
        for member in members {
            for edge in samples.edges(of: member.field) {
                var made = scene
                made.target[member.field.name] = edge.value
                // The rule may look at what is sent: `people <= place.guests`.
                guard isAllowed(made), guardsHold(made, json(made.target)) else { continue }
                take("\(member.field.name).\(edge.slug)", edge.title, [id(member.field.name, "range")], made)
            }
        }
        var least = scene
        var ids: [String] = []
        for member in members where !member.isRequired {
            least.target[member.field.name] =
                member.field.defaultValue ?? (member.field.type.isList ? .list([]) : .null)
            if member.field.defaultValue != nil { ids.append(id(member.field.name, "default")) }
        }
        guard isAllowed(least) else { return }
        let required = Set(members.filter(\.isRequired).map(\.field.name))
        add(
            "least", "only what is required", ids.isEmpty ? [allowID] : ids, least.world,
            [Step(request: request(least, body: .json(json(least.target, required))), expect: created(least))])
    }

    private func isAllowed(_ scene: Scene) -> Bool {
        Oracle(world: scene.world, caller: scene.person).holds(rule("create"), scene.target)
    }

    private mutating func take(_ slug: String, _ title: String, _ requirements: [String], _ scene: Scene) {
        add(
            slug, title, requirements, scene.world,
            [Step(request: request(scene, body: .json(json(scene.target))), expect: created(scene))])
    }

    /// Members that no client may send here.
    mutating func refusedMemberCases(_ scene: Scene, _ body: JSON) {
        let taken = Set((endpoint.body?.members ?? []).map(\.field.name))
        let writable = Set(model.writable(resource).map(\.name))
        for field in resource.fields where !taken.contains(field.name) && field.name != "id" {
            let value = Wire.json(samples.value(of: field, number: 500), field.type)
            let (rule, code) =
                field.isHidden
                ? ("hidden", "unknown")
                : writable.contains(field.name)
                    ? (field.isImmutable ? ("immutable", "immutable") : ("update.allow", "forbidden"))
                    : ("readonly", field.isFixedByPath ? "immutable" : "readonly")
            let guarded = resource.fieldGuards.first { $0.field == field.name }?.operation ?? .update
            let requirement =
                rule == "update.allow"
                ? "\(resource.name).\(guarded.rawValue).\(field.name).allow" : id(field.name, rule)
            refuse(
                "\(field.name).refused", "\(field.name) is not the client's", [requirement], scene,
                body.setting(field.name, value), .invalid("/" + field.name, code))
        }
    }

    /// A unique value that a live row has is refused; that of a deleted row is free. `success` is the answer when the
    /// scene's target carries the value.
    /// - Parameters:
    ///   - guarded: members that the scene's caller need not be allowed to send.
    mutating func uniqueCases(
        _ scene: Scene, _ body: JSON, but guarded: Set<String> = [], success: (CaseWriter, Scene) -> Answer
    ) {
        for member in endpoint.body?.members ?? [] where member.field.isUnique {
            var scene = scene
            if guarded.contains(member.field.name) {
                let rules = resource.fieldGuards.filter { $0.operation == .update && $0.field == member.field.name }
                guard let granted = allowedScene(also: rules.map(\.rule)) else { continue }
                scene = granted
            }
            let name = member.field.name
            // The row that is asked for keeps its key.
            var asked = scene
            var other = asked.world.next(resource)
            other[name] = taken(member.field, &asked.world)
            other = asked.world.add(other)
            let body = body.setting(name, Wire.json(other[name], member.field.type))
            refuse(
                "\(name).taken", "\(name) that another row has", [id(name, "unique")], asked, body,
                .invalid("/" + name, "unique", status: 409))
            guard model.isSoft(resource) else { continue }
            other.deletedAt = "2026-01-14T00:00:00.000Z"
            asked.world.replace(other)
            var after = asked
            after.target[name] = other[name]
            add(
                "\(name).free", "\(name) of a deleted row is free again",
                [id(name, "unique"), "\(resource.name).delete.soft"],
                asked.world, [Step(request: request(asked, body: .json(body)), expect: success(self, after))])
        }
    }

    /// A value for another row; what it refers to is put into the world.
    private func taken(_ field: Field, _ world: inout World) -> Literal {
        guard case .reference(let name) = field.type, let target = model.resources[name] else {
            return samples.value(of: field, number: 600)
        }
        return world.addReadable(target).id
    }
}

extension Field {
    /// Set once, by the path where not by the body.
    fileprivate var isFixedByPath: Bool {
        isImmutable && !isReadonly && !type.isSlug && reference?.isCaller != true
    }
}
