import Brief

/// A world with the one who calls and the row that is called for.
struct Scene {
    var world: World
    var person: Person
    var target: Sample
}

/// Who calls: everyone that a rule could tell apart.
enum Cast: Hashable {
    case anonymous
    case other(role: Int)
    /// Another one, who belongs elsewhere: to another tenant than everybody else.
    case foreign(role: Int)
    case owner(role: Int)
}

extension CaseWriter {
    /// Nobody, each role as a stranger, each role as the owner where the rules know one.
    func casts(_ rules: [Expression]) -> [Cast] {
        guard model.subject != nil else { return [.anonymous] }
        let roles = model.brief.auth?.roleField == nil ? [0] : Array(model.brief.roles.indices)
        if case .me = endpoint.kind { return [.anonymous] + roles.map { .owner(role: $0) } }
        let rules = rules + model.rulesAbove(resource)
        let hasOwner = rules.contains(where: isOwned)
        return [.anonymous] + roles.map { .other(role: $0) } + (hasOwner ? roles.map { .owner(role: $0) } : [])
            + (memberships(rules).isEmpty ? [] : roles.map { .foreign(role: $0) })
    }

    private func isOwned(by rule: Expression) -> Bool {
        (rule.comparesSelf && isSubject) || !rule.ownershipFields.isEmpty || !ownershipPaths([rule]).isEmpty
    }

    /// Where the caller can own a row above: along references that are never null.
    func ownershipPaths(_ rules: [Expression]) -> [[String]] {
        if isSubject { return [] }
        return rules.flatMap(\.ownershipPaths).unique.filter { path in
            var name = resource.name
            for step in path.dropLast() {
                guard let field = model.field(step, of: name), !field.isNullable,
                    case .reference(let next) = field.type
                else { return false }
                name = next
            }
            return true
        }
    }

    var isSubject: Bool { model.brief.auth?.subject == resource.name }

    /// A world with the rows that the usual input of the endpoint's action refers to, and that input.
    var furnished: (world: World, input: [String: Literal]) {
        var world = World(model, samples)
        guard case .action(let name) = endpoint.kind, let action = resource.actions.first(where: { $0.name == name })
        else { return (world, [:]) }
        let input = action.input.map { field in
            guard case .reference(let name) = field.type, let target = model.resources[name] else {
                return (field.name, samples.value(of: field, number: 1))
            }
            return (field.name, world.addReadable(target).id)
        }
        return (world, Dictionary(uniqueKeysWithValues: input))
    }

    /// The row called for and the one who calls. The stranger's account comes last, so that no reference of the row
    /// leads to it by chance.
    func scene(_ cast: Cast, _ rules: [Expression], full: Bool = false) -> Scene {
        var (world, _) = furnished
        let homes = furnish(&world, rules)
        switch cast {
        case .anonymous:
            let target =
                (isSubject ? world.account(role: 0, full: full) : nil) ?? world.add(world.next(resource, full: full))
            return Scene(world: world, person: .anonymous, target: target)
        case .other(let role):
            let target =
                (isSubject ? world.account(role: 0, full: full) : nil) ?? world.add(world.next(resource, full: full))
            let account = world.account(role: role, belonging: homes)
            return Scene(world: world, person: person(account, role, owns: false), target: target)
        case .foreign(let role):
            let target =
                (isSubject ? world.account(role: 0, full: full) : nil) ?? world.add(world.next(resource, full: full))
            let person = foreigner(role, rules, &world)
            return Scene(world: world, person: person, target: target)
        case .owner(let role):
            guard let account = world.account(role: role, full: full && isSubject, belonging: homes) else {
                return scene(.anonymous, rules)
            }
            var target = account
            if !isSubject {
                target = world.next(resource, full: full)
                let callers = resource.fields.filter { $0.reference?.isCaller == true }.map(\.name)
                for field in Set(rules.flatMap(\.ownershipFields) + callers) { target[field] = account.id }
                for path in ownershipPaths(rules) { target = world.give(path, of: target, to: account.id) }
                target = world.add(target)
            }
            let caller = world.row(account.resource, account.id) ?? account
            return Scene(world: world, person: person(caller, role, owns: true), target: target)
        }
    }

    /// Puts in rows for the references that the rules compare with something else than the caller.
    /// - Returns: what accounts belong to that need not belong to anything.
    func furnish(_ world: inout World, _ rules: [Expression]) -> [String: Literal] {
        let callers = Set(rules.flatMap(\.ownershipFields))
        for name in rules.flatMap(\.ownFields).unique where !callers.contains(name) {
            guard let field = model.field(name, of: resource.name), case .reference(let target) = field.type,
                let target = model.resources[target], target.name != resource.name
            else { continue }
            // What must be there takes the first.
            for _ in 0..<(field.isNullable ? 1 : 2) { world.addReadable(target) }
        }
        let free = memberships(rules).filter { path in
            model.subject.flatMap { model.field(path[0], of: $0.name) }?.isNullable == true
        }
        return Dictionary(free.map { ($0[0], world.elsewhere(along: $0)) }) { first, _ in first }
    }

    /// Where a row can be the caller's in several ways, such as buyer and seller: each of them alone.
    /// - Parameter creates: the row is about to be made.
    func partOwnerScenes(_ rules: [Expression], creates: Bool = false) -> [Scene] {
        let ways = rules.flatMap(\.ownershipFields).unique.map { [$0] } + ownershipPaths(rules)
        guard ways.count > 1, !isSubject else { return [] }
        return ways.compactMap { way in
            var (world, _) = furnished
            // Every other reference to an account leads to somebody else.
            guard world.account(role: 0) != nil, let account = world.account(role: 0) else { return nil }
            var target = world.next(resource, full: creates)
            if way.count == 1 {
                target[way[0]] = account.id
            } else {
                target = world.give(way, of: target, to: account.id)
            }
            let name = way.joined(separator: ".")
            let person = Person(
                title: "who is only its \(name)", slug: "only-" + name, account: account, role: 0, owns: true)
            if creates { return creating(target, person, world) }
            target = world.add(target)
            return Scene(world: world, person: person, target: target)
        }
    }

    /// A new account with a role that belongs to nothing that the others belong to.
    func foreigner(_ role: Int, _ rules: [Expression], _ world: inout World) -> Person {
        let places = memberships(rules).map { path in (path[0], world.elsewhere(along: path)) }
        let account = world.account(role: role, belonging: Dictionary(places) { first, _ in first })
        var person = person(account, role, owns: false)
        person.title += " from elsewhere"
        person.slug = person.slug.replacing("other-", with: "foreign-")
        return person
    }

    /// What the rules compare rows with that an account refers to: the `organisation` of `organisation = me.organisation`.
    private func memberships(_ rules: [Expression]) -> [[String]] {
        guard let subject = model.subject else { return [] }
        return rules.flatMap(\.callerPaths).unique.filter { path in
            guard case .reference(let target)? = model.field(path[0], of: subject.name)?.type else { return false }
            return target != subject.name
        }
    }

    func person(_ account: Sample?, _ role: Int, owns: Bool) -> Person {
        let name = model.brief.auth?.roleField == nil ? "user" : model.brief.roles[role]
        return Person(
            title: owns ? "the owner (\(name))" : "another \(name)", slug: (owns ? "owner-" : "other-") + name,
            account: account, role: role, owns: owns)
    }

    /// The scene with the caller's account referring to another row than the target, as far as the caller may still delete
    /// that: what an account must refer to stays.
    func released(_ scene: Scene) -> Scene {
        guard endpoint.kind == .resource(.delete), var account = scene.person.account, !isSubject,
            let subject = model.subject
        else { return scene }
        let fields = subject.fields.filter {
            $0.type == .reference(resource.name) && account[$0.name] == scene.target.id
        }
        if fields.isEmpty { return scene }
        var changed = scene
        let other = changed.world.addReadable(resource)
        changed.world.putFirst(other)
        for field in fields { account[field.name] = other.id }
        changed.world.replace(account)
        changed.person.account = account
        let rule = rule(permission)
        return verdict(changed, rule) == verdict(scene, rule) ? changed : scene
    }

    /// Whether the row is visible to the caller, and whether the operation's own rule holds.
    func verdict(_ scene: Scene, _ rule: Expression) -> (visible: Bool, allowed: Bool) {
        let oracle = Oracle(world: scene.world, caller: scene.person)
        let visible = isReachable(scene) && oracle.holds(self.rule("get"), scene.target)
        return (visible, oracle.holds(rule, scene.target))
    }

    /// Whether the caller may read every row above the target in its path.
    func isReachable(_ scene: Scene) -> Bool {
        var row = scene.target
        let oracle = Oracle(world: scene.world, caller: scene.person)
        while let parent = model.parents[row.resource] {
            guard let above = scene.world.row(parent.resource.name, row[parent.reference]),
                let rule = parent.resource.permissions.first(where: { $0.operation == "get" })?.rule,
                oracle.holds(rule, above)
            else { return false }
            row = above
        }
        return true
    }

    /// A scene in which the operation is allowed, with the lowest role that can, the owner first.
    func allowedScene(also extra: [Expression] = [], full: Bool = false, owning: Bool = true) -> Scene? {
        let rules = [rule("get"), rule(permission)] + extra
        let order = casts(rules).filter { owning || !$0.owns }.sorted { $0.preference < $1.preference }
        for cast in order {
            var scene = scene(cast, rules + model.rulesAbove(resource), full: full)
            if let all = Expression.all(rules), let found = varied(scene, all, wanted: true) { scene = found }
            let oracle = Oracle(world: scene.world, caller: scene.person)
            if rules.allSatisfy({ oracle.holds($0, scene.target) }), isReachable(scene) { return scene }
        }
        return nil
    }
}

extension Cast {
    var owns: Bool {
        if case .owner = self { true } else { false }
    }

    /// Owners before strangers, low roles before high ones, nobody last.
    var preference: Int {
        switch self {
        case .owner(let role): role
        case .other(let role): 100 + role
        case .foreign(let role): 500 + role
        case .anonymous: 1000
        }
    }
}
