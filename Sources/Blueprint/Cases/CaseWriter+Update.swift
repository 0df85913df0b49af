import Brief

extension CaseWriter {
    mutating func updateCases() {
        let members = endpoint.body?.members ?? []
        let guards = resource.fieldGuards.filter { $0.operation == .update }
        let free = members.filter { member in !guards.contains { $0.field == member.field.name } }
        // Another row must be there before it can be referred to.
        guard let first = free.first(where: { !$0.field.type.isReference }) ?? free.first ?? members.first else {
            return
        }
        // Who may not update at all is told so whatever is sent.
        let patch =
            free.isEmpty || first.field.type.isReference
            ? [:] : json(samples.changed(resource, first.field), [first.field.name])
        allowCases(body: .json(patch)) { writer, scene, slug, title in
            // Where every field has a guard, the first one's has a say too.
            if writer.conditions.allSatisfy({ writer.holds($0, scene) }) {
                writer.change(slug, title, writer.grantIDs, scene, first.field)
            } else {
                writer.refuseChange(slug, "\(scene.person.title) may not write", writer.grantIDs, scene, first.field)
            }
        }
        if case .resource = endpoint.kind { missingCases(body: .json(patch)) }
        conditionalCases(body: .json(patch), status: 200)
        for fieldGuard in guards { guardCases(fieldGuard) }
        guard let scene = allowedScene(also: conditions) else { return }
        bodyCases(
            scene, base: [:], members: free.map { .init(field: $0.field, isRequired: false) }, prefix: resource.name)
        for member in free { fieldCases(member.field, scene) }
        refusedMemberCases(scene, [:])
        uniqueCases(scene, [:], but: Set(guards.map(\.field))) { writer, scene in
            var after = scene.target
            after["updatedAt"] = .datetime(Case.now)
            return Answer(status: 200, body: writer.model.answer(after))
        }
    }

    /// A field set to a valid value: answered and stored.
    private mutating func change(
        _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene, _ field: Field,
        to value: Literal? = nil
    ) {
        var scene = scene
        var after = scene.target
        after[field.name] = value ?? another(field, &scene)
        let body = json(after, [field.name])
        after["updatedAt"] = .datetime(Case.now)
        add(
            slug, title, requirements + auditID, scene.world,
            [
                Step(
                    request: request(scene, body: .json(body)),
                    expect: Answer(status: 200, headers: [.init("ETag", .present)], body: model.answer(after)))
            ], state: [state(after, [field.name, "updatedAt"], version: 2)].compactMap { $0 }, audit: audit(scene))
        cases[cases.count - 1].isRepeatable = isAllowedAgain(scene, after, field)
    }

    /// Whether the caller may do the same to the row as it is then; a version that was named is another by then.
    private func isAllowedAgain(_ scene: Scene, _ after: Sample, _ field: Field) -> Bool {
        if resource.requiresIfMatch || disturbs(after, scene.person) { return false }
        var later = scene
        later.target = after
        later.world.replace(after)
        if isSubject, after.id == scene.person.account?.id { later.person.account = after }
        let oracle = Oracle(world: later.world, caller: later.person)
        let guards = resource.fieldGuards.filter { $0.operation == .update && $0.field == field.name }
        return verdict(later, rule(permission)) == (true, true) && guards.allSatisfy { oracle.holds($0.rule, after) }
    }

    /// A value that the row does not have; what it refers to is put into the world.
    func another(_ field: Field, _ scene: inout Scene) -> Literal {
        if case .reference(let name) = field.type, let target = model.resources[name] {
            return scene.world.addReadable(target).id
        }
        return [77, 78, 0, 1, 2].lazy.map { samples.value(of: field, number: $0) }
            .first { $0 != scene.target[field.name] } ?? scene.target[field.name]
    }

    private mutating func fieldCases(_ field: Field, _ scene: Scene) {
        if field.type.isReference { return }
        change("\(field.name).changed", "\(field.name) is changed", [id(field.name, "type")], scene, field)
        for edge in samples.edges(of: field) {
            change("\(field.name).\(edge.slug)", edge.title, [id(field.name, "range")], scene, field, to: edge.value)
        }
        guard field.isNullable, let full = allowedScene(full: true) else { return }
        change("\(field.name).null", "\(field.name) is emptied", [id(field.name, "type")], full, field, to: .null)
    }

    /// A field that not everyone who may update may write.
    private mutating func guardCases(_ fieldGuard: FieldGuard) {
        guard let field = model.field(fieldGuard.field, of: resource.name) else { return }
        if let scene = allowedScene(also: [fieldGuard.rule]) {
            for violation in samples.violations(of: field) {
                refuse(
                    "\(field.name).\(violation.slug)", violation.title, [id(field.name, violation.rule)], scene,
                    .object([.init(field.name, violation.value)]), .invalid("/" + field.name, violation.code))
            }
        }
        let own = rule(permission)
        let rules = visibility + [own, fieldGuard.rule]
        for cast in casts(rules) {
            let scene = scene(cast, rules)
            guardCase(field, fieldGuard.rule, scene, "")
            // Where the row's own values decide: the other way too.
            let asked =
                holds(fieldGuard.rule, scene) ? Expression(.not(fieldGuard.rule), type: .bool) : fieldGuard.rule
            if let all = Expression.all([rule("get"), own, asked]), let other = varied(scene, all, wanted: true) {
                guardCase(field, fieldGuard.rule, other, "-otherwise")
            }
        }
        for scene in partOwnerScenes(rules) { guardCase(field, fieldGuard.rule, scene, "") }
    }

    private mutating func guardCase(_ field: Field, _ rule: Expression, _ scene: Scene, _ suffix: String) {
        guard verdict(scene, self.rule(permission)) == (true, true) else { return }
        let requirement = "\(resource.name).update.\(field.name).allow"
        let slug = "\(field.name).allow.\(scene.person.slug)\(suffix)"
        if holds(rule, scene) {
            change(slug, "\(scene.person.title) may write \(field.name)", [requirement], scene, field)
        } else {
            refuseChange(slug, "\(scene.person.title) may not write \(field.name)", [requirement], scene, field)
        }
    }

    /// A change that a guard forbids.
    private mutating func refuseChange(
        _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene, _ field: Field
    ) {
        var (scene, after) = (scene, scene.target)
        after[field.name] = another(field, &scene)
        add(
            slug, title, requirements, scene.world,
            [Step(request: request(scene, body: .json(json(after, [field.name]))), expect: .problem(403))],
            unchanged: true)
    }
}

extension Samples {
    /// A row that differs in one field from what the cases store.
    func changed(_ resource: Resource, _ field: Field) -> Sample {
        var row = row(of: resource, number: 77)
        row[field.name] = value(of: field, number: 77)
        return row
    }
}
