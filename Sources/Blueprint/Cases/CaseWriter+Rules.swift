import Brief

extension CaseWriter {
    /// Each identity against the operation's rule: let in, refused, or told that there is nothing. `success` writes the
    /// case of one who is let in.
    mutating func allowCases(body: Request.Body = .none, success: (inout CaseWriter, Scene, String, String) -> Void) {
        let own = rule(permission)
        let rules = [rule("get"), own]
        for cast in casts(rules) {
            let plain = scene(cast, rules)
            var scenes = [(plain, "")]
            let (visible, allowed) = verdict(plain, own)
            // Where the row's own values decide, the other way too.
            let deciding = visible || own.ownFields.isEmpty ? own : rule("get")
            let holds = visible || own.ownFields.isEmpty ? allowed : visible
            if let changed = Solver(model).solve(
                deciding, for: plain.target, caller: plain.person, in: plain.world, wanted: !holds),
                changed != plain.target, !disturbs(changed, plain.person)
            {
                var other = plain
                other.target = changed
                other.world.replace(changed)
                scenes.append((other, "-otherwise"))
            }
            for (scene, suffix) in scenes { allowCase(scene, own, suffix, body, success) }
        }
        for scene in partOwnerScenes(rules) { allowCase(scene, own, "", body, success) }
        invalidTokenCase(body)
    }

    /// A change of the caller's own account can change who the caller is.
    func disturbs(_ changed: Sample, _ person: Person) -> Bool {
        guard changed.id == person.account?.id, isSubject, let auth = model.brief.auth else { return false }
        if let field = auth.roleField, changed[field] != person.account?[field] { return true }
        return auth.when.map { !Oracle(world: World(model, samples), caller: person).holds($0, changed) } ?? false
    }

    private mutating func allowCase(
        _ scene: Scene, _ own: Expression, _ suffix: String, _ body: Request.Body,
        _ success: (inout CaseWriter, Scene, String, String) -> Void
    ) {
        let (visible, allowed) = verdict(scene, own)
        let slug = "allow." + scene.person.slug + suffix
        if scene.person.isAnonymous, endpoint.authentication == .required || (visible && !allowed) {
            let answer = Answer(
                status: 401, headers: [.init("WWW-Authenticate", .hasPrefix("Bearer"))], body: Answer.problem(401).body)
            add(
                slug, "\(scene.person.title) is asked to sign in", [allowID], scene.world,
                [Step(request: request(scene, body: body), expect: answer)], unchanged: true)
        } else if !visible {
            add(
                slug, "\(scene.person.title) is told that there is nothing",
                [allowID, "\(resource.name).get.allow"].unique,
                scene.world, [Step(request: request(scene, body: body), expect: .problem(404))], unchanged: true)
        } else if !allowed {
            add(
                slug, "\(scene.person.title) is refused", [allowID], scene.world,
                [Step(request: request(scene, body: body), expect: .problem(403))], unchanged: true)
        } else {
            success(&self, scene, slug, "\(scene.person.title) is let in")
        }
    }

    private mutating func invalidTokenCase(_ body: Request.Body) {
        guard endpoint.authentication != .none, model.brief.auth != nil else { return }
        let scene = scene(.anonymous, [])
        var request = request(scene, body: body)
        request.identity = .invalidToken
        add(
            "token.invalid", "a token that is none is refused", [allowID], scene.world,
            [Step(request: request, expect: .problem(401))], unchanged: true)
    }

    /// No row with this key, and a row that was deleted softly.
    mutating func missingCases(body: Request.Body = .none) {
        if let scene = allowedScene() { hiddenParentCase(scene, body) }
        // One's own account cannot be missing: its token would be refused first.
        guard var scene = allowedScene(owning: !isSubject),
            endpoint.pathParameters.contains(where: { $0.reference == nil })
        else { return }
        let present = scene
        if resource.key == "id" {
            scene.target["id"] = samples.id(of: resource, number: 999_999)
        } else if let field = model.field(resource.key, of: resource.name) {
            scene.target[resource.key] = samples.value(of: field, number: 999)
        }
        add(
            "missing", "no such row", [allowID], scene.world,
            [Step(request: request(scene, body: body), expect: .problem(404))], unchanged: true)
        guard model.isSoft(resource) else { return }
        var deleted = present
        deleted.target.deletedAt = "2026-01-14T00:00:00.000Z"
        deleted.world.replace(deleted.target)
        add(
            "deleted", "a deleted row is invisible", ["\(resource.name).delete.soft"], deleted.world,
            [Step(request: request(deleted, body: body), expect: .problem(404))], unchanged: true)
    }

    /// Below a row that the caller may not read there is nothing.
    mutating func hiddenParentCase(_ scene: Scene, _ body: Request.Body = .none) {
        guard let parent = model.parents[resource.name],
            let rule = parent.resource.permissions.first(where: { $0.operation == "get" })?.rule,
            let above = scene.world.row(parent.resource.name, scene.target[parent.reference]),
            let hidden = Solver(model).solve(rule, for: above, caller: scene.person, in: scene.world, wanted: false)
        else { return }
        var scene = scene
        scene.world.replace(hidden)
        let isAnonymous = scene.person.isAnonymous && endpoint.authentication == .required
        add(
            "parent.hidden", "below a \(parent.resource.name) that the caller may not read",
            ["\(parent.resource.name).get.allow"], scene.world,
            [Step(request: request(scene, body: body), expect: .problem(isAnonymous ? 401 : 404))], unchanged: true)
    }

    /// `If-Match` with the row's version, with another, and without one where it is required.
    mutating func conditionalCases(body: Request.Body = .none, status: Int) {
        guard endpoint.isConditional, !endpoint.isRead, let scene = allowedScene(also: conditions).map(released) else {
            return
        }
        let required = resource.requiresIfMatch
        func step(_ tag: String?, _ answer: Answer) -> [Step] {
            [
                Step(
                    request: request(scene, headers: tag.map { [.init("If-Match", $0)] } ?? [], body: body),
                    expect: answer)
            ]
        }
        let ids = required ? ["\(resource.name).ifMatch"] : [allowID]
        add("ifMatch.same", "the version it was read at", ids, scene.world, step("\"1\"", Answer(status: status)))
        add(
            "ifMatch.other", "another version is refused", ids, scene.world, step("\"7\"", .problem(412)),
            unchanged: true)
        if required {
            add(
                "ifMatch.none", "a write without If-Match is refused", ids, scene.world, step(nil, .problem(428)),
                unchanged: true)
        }
    }

    /// What besides the rules must hold for the operation to succeed: an action's `when`, and that what it computes stays
    /// within its range.
    var conditions: [Expression] {
        guard case .action(let name) = endpoint.kind, let action = resource.actions.first(where: { $0.name == name })
        else { return [] }
        return conditions(of: action, furnished.input)
    }

    func conditions(of action: Action, _ input: [String: Literal]) -> [Expression] {
        Expression.all([action.when] + limits(of: action, input).map(\.within)).map { [$0] } ?? []
    }

    /// What an action computes for a field from an input: that it is within the field's range, and that it is not.
    struct Limit {
        var name: String
        var within: Expression
        var outside: Expression
    }

    func limits(of action: Action, _ input: [String: Literal]) -> [Limit] {
        action.limited(in: resource).compactMap { field, value in
            let value = value.replacingInput { Expression(.literal(input[$0.name] ?? .null), type: $0.type.valueType) }
            func side(_ comparison: Comparison, _ bound: Number?) -> Expression? {
                bound.map { bound in
                    let literal = bound.scale == 0 ? Literal.int(bound.units) : .decimal(bound)
                    let bound = Expression(.literal(literal), type: bound.scale == 0 ? .int : .decimal)
                    return Expression(.compare(comparison, value, bound), type: .bool)
                }
            }
            let (low, high) = (field.limits?.minimum, field.limits?.maximum)
            let (below, above) = (side(.less, low), side(.greater, high))
            guard let within = Expression.all([side(.greaterOrEqual, low), side(.lessOrEqual, high)]),
                let outside = below.map({ below in
                    above.map { Expression(.or(below, $0), type: .bool) } ?? below
                }) ?? above
            else { return nil }
            return Limit(name: field.name, within: within, outside: outside)
        }
    }
}

extension Expression {
    /// One rule that holds where all of these do; nil: there is none.
    static func all(_ rules: [Expression?]) -> Expression? {
        let rules = rules.compactMap { $0 }
        return rules.dropFirst().reduce(rules.first) { all, rule in
            all.map { Expression(.and($0, rule), type: .bool) }
        }
    }
}

extension Array where Element: Equatable {
    /// Without repetitions, in order.
    var unique: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
