import Brief

extension CaseWriter {
    mutating func deleteCases() {
        allowCases { writer, scene, slug, title in
            let scene = writer.released(scene)
            if writer.isHeld(scene) {
                writer.add(
                    slug, "\(title), but the row is referred to", writer.grantIDs, scene.world,
                    [Step(request: writer.request(scene), expect: .problem(409))], unchanged: true)
                return
            }
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
        for (other, field) in model.referrers(to: resource.name) {
            if field.reference?.onDelete ?? .restrict == .restrict { restrictCase(other, field) }
        }
    }

    /// Whether a row of the world keeps the target from being deleted.
    func isHeld(_ scene: Scene) -> Bool {
        model.referrers(to: resource.name).contains { other, field in
            field.reference?.onDelete ?? .restrict == .restrict
                && scene.world.rows.contains {
                    $0.resource == other.name && $0.deletedAt == nil && $0[field.name] == scene.target.id
                }
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
        let input = furnished.input
        let body = action.body(input)
        let limits = limits(of: action, input)
        allowCases(body: body) { writer, scene, slug, title in
            writer.perform(action, slug, title, writer.grantIDs, writer.within(limits, scene), input)
        }
        missingCases(body: body)
        if let when = action.when, let scene = allowedScene(owning: !isSubject) ?? allowedScene() {
            let requirement = "\(endpoint.id).when"
            for wanted in [true, false] {
                // The caller still sees the row, and may still act on it.
                let condition = wanted ? when : Expression(.not(when), type: .bool)
                guard let all = Expression.all([rule("get"), rule(permission), condition]),
                    let target = Solver(model).solve(
                        all, for: scene.target, caller: scene.person, in: scene.world, wanted: true)
                else { continue }
                var scene = scene
                scene.target = target
                scene.world.replace(target)
                perform(
                    action, "when.\(wanted)", wanted ? "its condition holds" : "its condition doesn't hold",
                    [requirement], scene, input)
            }
        }
        for limit in limits {
            // One rule, so that what is found for the limit is not lost to the others.
            let all = Expression.all([rule("get"), rule(permission), action.when, limit.outside])
            guard let all, let scene = allowedScene(also: [all]) else { continue }
            perform(action, "\(limit.name).limit", "at the edge of \(limit.name)", [], scene, input)
        }
        conditionalCases(body: body, status: 200)
        // A body is refused before anything is computed from it.
        guard let scene = allowedScene(also: conditions) ?? allowedScene(also: [action.when].compactMap(\.self)),
            !action.input.isEmpty
        else { return }
        let base = action.json(input)
        bodyCases(scene, base: base, members: endpoint.body?.members ?? [], prefix: endpoint.id)
        for field in action.input {
            for edge in samples.edges(of: field) {
                let input = input.merging([field.name: edge.value]) { $1 }
                perform(
                    action, "\(field.name).\(edge.slug)", edge.title, ["\(endpoint.id).\(field.name).range"],
                    allowedScene(also: conditions(of: action, input)) ?? scene, input)
            }
        }
    }

    /// The scene with a row that the action can compute with, as far as the caller may still use it.
    private func within(_ limits: [Limit], _ scene: Scene) -> Scene {
        guard let limit = Expression.all(limits.map(\.within)),
            let target = Solver(model).solve(
                limit, for: scene.target, caller: scene.person, in: scene.world, wanted: true)
        else { return scene }
        var changed = scene
        changed.target = target
        changed.world.replace(target)
        let rule = rule(permission)
        return verdict(changed, rule) == verdict(scene, rule) ? changed : scene
    }

    /// The action's effect, or 409 when its condition does not hold or a value would leave its range.
    private mutating func perform(
        _ action: Action, _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene,
        _ input: [String: Literal]
    ) {
        let body = action.body(input)
        let oracle = Oracle(world: scene.world, caller: scene.person, input: input)
        if let when = action.when, !oracle.holds(when, scene.target) {
            add(
                slug, "\(title), but not in this state", (requirements + ["\(endpoint.id).when"]).unique, scene.world,
                [Step(request: request(scene, body: body), expect: .problem(409, code: "state"))], unchanged: true)
            return
        }
        var after = scene.target
        for assignment in action.assignments {
            guard let type = model.field(assignment.field, of: resource.name)?.type,
                let value = oracle.value(assignment.value, scene.target)?.rescaled(to: type)
            else { continue }
            after[assignment.field] = value
        }
        if action.limited(in: resource).contains(where: { !$0.field.holds(after[$0.field.name]) }) {
            add(
                slug, "\(title), but a value would leave its range", requirements + ["\(endpoint.id).effect"],
                scene.world,
                [Step(request: request(scene, body: body), expect: .problem(409, code: "out-of-range"))],
                unchanged: true)
            return
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

extension Action {
    fileprivate func json(_ input: [String: Literal]) -> JSON {
        .object(self.input.map { .init($0.name, Wire.json(input[$0.name] ?? .null, $0.type)) })
    }

    fileprivate func body(_ input: [String: Literal]) -> Request.Body {
        self.input.isEmpty ? .none : .json(json(input))
    }
}

extension Field {
    /// Whether a number is within its limits; null is.
    fileprivate func holds(_ value: Literal) -> Bool {
        guard let limits else { return true }
        let (low, high) = (limits.minimum.map(Literal.decimal), limits.maximum.map(Literal.decimal))
        return low.flatMap { Oracle.order(value, $0) } ?? 0 >= 0 && high.flatMap { Oracle.order(value, $0) } ?? 0 <= 0
    }
}
