/// A task of a run: a definition, or one item's share of a repeated one.
public struct PlannedTask: Sendable, Hashable, Codable {
    /// `planning.openapi`, or `implementation.red:User.create` for an item.
    public var id: String
    public var phase: String
    /// The definition's id.
    public var definition: String
    public var role: Role
    /// The item it is for, such as an endpoint's operation id.
    public var item: String?
    /// Names of deliverables; those of the same item carry it: `tests:User.create`.
    public var needs: [String]
    public var produces: [String]
    /// Tasks that must be finished first although nothing of theirs is read.
    public var after: [String]
    public var exclusive: Exclusive?
    public var isCoordinator: Bool
    public var attempts: Int

    init(_ definition: TaskDefinition, phase: String, item: String? = nil, repeated: Set<String> = []) {
        let suffix = item.map { ":" + $0 } ?? ""
        id = "\(phase).\(definition.id)\(suffix)"
        self.phase = phase
        self.definition = definition.id
        role = definition.role
        self.item = item
        needs = definition.needs.map { repeated.contains($0) ? $0 + suffix : $0 }
        produces = definition.produces.map { $0 + suffix }
        after = []
        exclusive = definition.exclusive
        isCoordinator = definition.isCoordinator
        attempts = definition.attempts
    }
}

extension Phase {
    /// The tasks of a run of this phase. Neighbours that are repeated for the same kind of item are expanded together,
    /// item by item: all of one item's tasks come before the next item's first.
    public func plan(items: [String: [String]] = [:]) -> [PlannedTask] {
        var planned: [PlannedTask] = []
        var rest = tasks[...]
        while let first = rest.first {
            guard let kind = first.forEach else {
                planned.append(PlannedTask(first, phase: id))
                rest.removeFirst()
                continue
            }
            let group = rest.prefix { $0.forEach == kind }
            rest.removeFirst(group.count)
            planned += expand(Array(group), over: items[kind] ?? [])
        }
        return planned
    }

    private func expand(_ group: [TaskDefinition], over items: [String]) -> [PlannedTask] {
        let own = Set(group.flatMap(\.produces))
        var planned: [PlannedTask] = []
        for item in items {
            let previous = planned.last?.id
            for (index, definition) in group.enumerated() {
                var task = PlannedTask(definition, phase: id, item: item, repeated: own)
                if index == 0, let previous { task.after = [previous] }
                planned.append(task)
            }
        }
        return planned
    }

    /// What kinds of item its tasks are repeated for.
    public var itemKinds: Set<String> { Set(tasks.compactMap(\.forEach)) }
}
