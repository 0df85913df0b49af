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
        let rules = [own, fieldGuard.rule] + model.rulesAbove(resource)
        for cast in casts(rules) where isCreating(cast, rules) {
            var scene = unguarded(creatingScene(cast, rules))
            guard let field = model.field(fieldGuard.field, of: resource.name), isReachable(scene), holds(own, scene)
            else { continue }
            scene.target[field.name] = another(field, &scene)
            createGuardCase(field, scene, "")
            // Where the value itself, or the row above, decides: the other way too.
            if let other = varied(
                scene, fieldGuard.rule, wanted: !holds(fieldGuard.rule, scene), free: [field.name])
            {
                createGuardCase(field, other, "-otherwise")
            }
        }
    }

    private mutating func createGuardCase(_ field: Field, _ scene: Scene, _ suffix: String) {
        guard isReachable(scene), holds(rule("create"), scene) else { return }
        let body = unguardedBody(scene).setting(field.name, Wire.json(scene.target[field.name], field.type))
        let allowed = guardsHold(scene, body)
        add(
            "\(field.name).allow.\(scene.person.slug)\(suffix)",
            "\(scene.person.title) \(allowed ? "may" : "may not") set \(field.name)",
            ["\(resource.name).create.\(field.name).allow"], scene.world,
            [Step(request: request(scene, body: .json(body)), expect: allowed ? created(scene) : .problem(403))],
            unchanged: !allowed)
    }
}
