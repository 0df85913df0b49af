import Brief

extension CaseWriter {
    mutating func deleteCases() {
        allowCases { writer, scene, slug, title in
            let soft = writer.model.isSoft(writer.resource)
            var after = scene.target
            after.deletedAt = Case.now
            var expected = writer.gone(scene.target)
            if soft { expected?.cells = [.init("deleted_at", .text(Case.now))] }
            writer.add(
                slug, title, writer.grantIDs + writer.auditID + (soft ? ["\(writer.resource.name).delete.soft"] : []),
                scene.world,
                [Step(request: writer.request(scene), expect: Answer(status: 204, body: .empty))],
                state: [expected].compactMap { $0 }, audit: writer.audit(scene))
        }
        missingCases()
        conditionalCases(status: 204)
        for (other, field) in model.referrers(to: resource.name) where other.name != resource.name {
            if field.reference?.onDelete ?? .restrict == .restrict { restrictCase(other, field) }
        }
    }

    private mutating func restrictCase(_ other: Resource, _ field: Field) {
        guard var scene = allowedScene() else { return }
        var row = scene.world.next(other)
        row[field.name] = scene.target.id
        scene.world.add(row)
        add(
            "restricted.\(other.name).\(field.name)", "a row that a \(other.name) refers to stays", [allowID],
            scene.world,
            [Step(request: request(scene), expect: .problem(409))], unchanged: true)
    }

    mutating func actionCases(_ action: Action) {
        let row = samples.input(action)
        let body: Request.Body = action.input.isEmpty ? .none : .json(row)
        allowCases(body: body) { writer, scene, slug, title in
            writer.perform(action, slug, title, writer.grantIDs, scene, body)
        }
        missingCases(body: body)
        if let when = action.when, let scene = allowedScene(owning: !isSubject) ?? allowedScene() {
            let requirement = "\(endpoint.id).when"
            for wanted in [true, false] {
                guard
                    let target = Solver(model).solve(
                        when, for: scene.target, caller: scene.person, in: scene.world, wanted: wanted)
                else { continue }
                var scene = scene
                scene.target = target
                scene.world.replace(target)
                perform(
                    action, "when.\(wanted)", wanted ? "its condition holds" : "its condition doesn't hold",
                    [requirement], scene, body)
            }
        }
        conditionalCases(body: body, status: 200)
        guard let scene = allowedScene(also: conditions), !action.input.isEmpty else { return }
        bodyCases(scene, base: row, members: endpoint.body?.members ?? [], prefix: endpoint.id)
        for field in action.input {
            for edge in samples.edges(of: field) {
                perform(
                    action, "\(field.name).\(edge.slug)", edge.title, ["\(endpoint.id).\(field.name).range"], scene,
                    .json(row.setting(field.name, Wire.json(edge.value, field.type))))
            }
        }
    }

    /// The action's effect, or 409 when its condition does not hold.
    private mutating func perform(
        _ action: Action, _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene,
        _ body: Request.Body
    ) {
        let oracle = Oracle(world: scene.world, caller: scene.person)
        if let when = action.when, !oracle.holds(when, scene.target) {
            add(
                slug, "\(title), but not in this state", (requirements + ["\(endpoint.id).when"]).unique, scene.world,
                [Step(request: request(scene, body: body), expect: .problem(409))], unchanged: true)
            return
        }
        var after = scene.target
        for assignment in action.assignments {
            guard let type = model.field(assignment.field, of: resource.name)?.type,
                let value = oracle.value(assignment.value, scene.target)?.rescaled(to: type)
            else { continue }
            after[assignment.field] = value
        }
        after["updatedAt"] = .datetime(Case.now)
        add(
            slug, title, requirements + ["\(endpoint.id).effect"] + auditID, scene.world,
            [
                Step(
                    request: request(scene, body: body),
                    expect: Answer(status: 200, headers: [.init("ETag", .present)], body: model.answer(after)))
            ], state: [state(after, action.assignments.map(\.field) + ["updatedAt"], version: 2)].compactMap { $0 },
            audit: audit(scene), revoked: action.revokesSessions && isSubject ? [Wire.text(after.id)] : [])
    }
}

extension Samples {
    /// A valid input of an action.
    func input(_ action: Action) -> JSON {
        .object(action.input.map { .init($0.name, Wire.json(value(of: $0, number: 1), $0.type)) })
    }
}
