import Brief

/// Members that not everyone who may create may set.
extension CaseWriter {
    var createGuards: [FieldGuard] { resource.fieldGuards.filter { $0.operation == .create } }

    /// Members that need not be sent and that a guard is about.
    private var optionalGuarded: [Field] {
        (endpoint.body?.members ?? []).filter { member in
            !member.isRequired && createGuards.contains { $0.field == member.field.name }
        }.map(\.field)
    }

    /// The scene whose target is what a body without guarded members makes.
    func unguarded(_ scene: Scene) -> Scene {
        var scene = scene
        for field in optionalGuarded {
            scene.target[field.name] = field.defaultValue ?? (field.type.isList ? .list([]) : .null)
        }
        return scene
    }

    func unguardedBody(_ scene: Scene) -> JSON {
        optionalGuarded.reduce(json(scene.target)) { $0.removing($1.name) }
    }

    /// Whether the caller may set every member that the body has.
    func guardsHold(_ scene: Scene, _ body: JSON) -> Bool {
        let oracle = Oracle(world: scene.world, caller: scene.person)
        return createGuards.allSatisfy { body[$0.field] == nil || oracle.holds($0.rule, scene.target) }
    }

    /// Each caller who may create, with a guarded member.
    mutating func createGuardCases(_ fieldGuard: FieldGuard) {
        let own = rule("create")
        let rules = [own, fieldGuard.rule]
        for cast in casts(rules) where isCreating(cast, rules) {
            var scene = unguarded(creatingScene(cast, rules))
            guard let field = model.field(fieldGuard.field, of: resource.name), isReachable(scene),
                Oracle(world: scene.world, caller: scene.person).holds(own, scene.target)
            else { continue }
            scene.target[field.name] = another(field, &scene)
            guard Oracle(world: scene.world, caller: scene.person).holds(own, scene.target) else { continue }
            let body = unguardedBody(scene).setting(field.name, Wire.json(scene.target[field.name], field.type))
            let allowed = guardsHold(scene, body)
            add(
                "\(field.name).allow.\(scene.person.slug)",
                "\(scene.person.title) \(allowed ? "may" : "may not") set \(field.name)",
                ["\(resource.name).create.\(field.name).allow"], scene.world,
                [Step(request: request(scene, body: .json(body)), expect: allowed ? created(scene) : .problem(403))],
                unchanged: !allowed)
        }
    }
}
