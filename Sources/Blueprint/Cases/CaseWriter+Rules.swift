import Brief

extension CaseWriter {
    /// Each identity against the operation's rule: let in, refused, or told that there is nothing. `success` writes the
    /// case of one who is let in.
    mutating func allowCases(body: Request.Body = .none, success: (inout CaseWriter, Scene, String, String) -> Void) {
        let own = rule(permission)
        for cast in casts(visibility + [own]) {
            for (scene, suffix) in variants(scene(cast, visibility + [own]), own) {
                allowCase(scene, own, suffix, body, success)
            }
        }
        for scene in partOwnerScenes(visibility + [own]) { allowCase(scene, own, "", body, success) }
        invalidTokenCase(body)
    }

    /// What decides whether there is a row for the caller: the rule of `get`, and those of the rows above.
    var visibility: [Expression] { [rule("get")] + model.rulesAbove(resource) }

    /// The scene as it is, and the other way where values decide: a row that is seen, an operation that is allowed or refused.
    private func variants(_ plain: Scene, _ own: Expression) -> [(Scene, String)] {
        let get = rule("get")
        let isSeen = verdict(plain, own).visible
        var result = [plain]
        var seen = plain
        if !isSeen, let shown = varied(plain, get, wanted: true), isReachable(shown) {
            seen = shown
            result.append(shown)
        }
        let wanted = !verdict(seen, own).allowed
        let asked = wanted ? own : Expression(.not(own), type: .bool)
        if let other = Expression.all(visibility + [asked]).flatMap({ varied(seen, $0, wanted: true) })
            ?? varied(seen, own, wanted: wanted)
        {
            result.append(other)
        } else if isSeen, model.operations(resource, "get").isEmpty, let hidden = varied(plain, get, wanted: false) {
            result.append(hidden)
        }
        return result.enumerated().map { ($1, $0 == 0 ? "" : "-otherwise") }
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
            let hidden = Solver(model).solve(rule, for: above, caller: scene.person, in: scene.world, wanted: false),
            !disturbs(hidden, scene.person)
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
        guard endpoint.isConditional, !endpoint.isRead, let scene = allowedScene(also: conditions).map(released),
            endpoint.kind != .resource(.delete) || !isHeld(scene)
        else { return }
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

    /// What besides the rules must hold for the operation to succeed: an action's `when`, that what it computes stays within its
    /// range, and the guard of what an update writes.
    var conditions: [Expression] {
        switch endpoint.kind {
        case .action(let name):
            resource.actions.first { $0.name == name }.map { conditions(of: $0, furnished.input) } ?? []
        case .resource(.update), .me(.update): onlyGuards
        default: []
        }
    }

    /// Where no field is free to be written, what the first one's guards ask.
    private var onlyGuards: [Expression] {
        let guards = resource.fieldGuards.filter { $0.operation == .update }
        let members = endpoint.body?.members ?? []
        guard let first = members.first,
            members.allSatisfy({ member in guards.contains { $0.field == member.field.name } })
        else { return [] }
        return guards.filter { $0.field == first.field.name }.map(\.rule)
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
