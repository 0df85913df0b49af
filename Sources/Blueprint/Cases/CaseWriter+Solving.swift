import Brief

extension CaseWriter {
    /// The scene with other values in its row, or in rows above it, for which the rule holds or does not; nil: none was found.
    /// - Parameters:
    ///   - free: fields of the row that may change; nil: all of them.
    ///   - isLast: what this does not find is not looked for again.
    func varied(
        _ scene: Scene, _ rule: Expression, wanted: Bool, free: Set<String>? = nil, isLast: Bool = false
    ) -> Scene? {
        if holds(rule, scene) == wanted { return scene }
        if let target = Solver(model).solve(
            rule, for: scene.target, caller: scene.person, in: scene.world, wanted: wanted),
            target.values.allSatisfy({ free?.contains($0.key) ?? true || $0.value == scene.target[$0.key] }),
            let changed = changed(scene, target, isTarget: true)
        {
            return changed
        }
        for path in rule.pathsAbove {
            if let found = variedAbove(scene, path, rule, wanted: wanted) { return found }
        }
        // One part after the other, some in the row and some above it.
        let parts = wanted ? rule.conditions : []
        if parts.count > 1 {
            let all = parts.reduce(scene) { scene, part in varied(scene, part, wanted: true, free: free) ?? scene }
            if holds(rule, all) { return all }
            return isLast ? nil : varied(all, rule, wanted: true, free: free, isLast: true)
        }
        return nil
    }

    func holds(_ rule: Expression, _ scene: Scene) -> Bool {
        Oracle(world: scene.world, caller: scene.person).holds(rule, scene.target)
    }

    private func variedAbove(_ scene: Scene, _ path: [String], _ rule: Expression, wanted: Bool) -> Scene? {
        var above = scene.target
        for name in path.dropLast() {
            guard case .reference(let resource)? = model.field(name, of: above.resource)?.type,
                let next = scene.world.row(resource, above[name])
            else { return nil }
            above = next
        }
        for value in Solver(model).candidates(path, rule, of: above, for: scene.target, scene.person, scene.world) {
            var row = above
            row[path[path.count - 1]] = value
            guard var found = changed(scene, row, isTarget: false), holds(rule, found) == wanted else { continue }
            if let account = found.person.account, isReachable(scene), !isReachable(found) {
                // Who may not read the row above is told that there is none: it is made the caller's.
                let read = model.resources[row.resource]?.permissions.first { $0.operation == "get" }?.rule
                for field in read?.ownershipFields ?? [] { row[field] = account.id }
                found.world.replace(row)
                found.world.putFirst(account)
            }
            if holds(rule, found) == wanted { return found }
        }
        return nil
    }

    /// The scene with another version of one of its rows; nil: the caller could not stay signed in.
    private func changed(_ scene: Scene, _ row: Sample, isTarget: Bool) -> Scene? {
        if disturbs(row, scene.person) { return nil }
        var scene = scene
        scene.world.replace(row)
        if isTarget { scene.target = row }
        if row.resource == model.subject?.name, row.id == scene.person.account?.id { scene.person.account = row }
        return scene
    }

    /// A change of the caller's own account can change who the caller is.
    func disturbs(_ changed: Sample, _ person: Person) -> Bool {
        guard let auth = model.brief.auth, changed.resource == auth.subject, changed.id == person.account?.id else {
            return false
        }
        if let field = auth.roleField, changed[field] != person.account?[field] { return true }
        return auth.when.map { !Oracle(world: World(model, samples), caller: person).holds($0, changed) } ?? false
    }
}
