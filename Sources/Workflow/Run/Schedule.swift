/// Topology as a scheduling policy: which tasks may start now, and what they may read. Pure.
public enum Schedule {
    /// The tasks that may start now, in the order of the plan.
    public static func ready(in phase: PhaseState) -> [PlannedTask] {
        let running = phase.tasks.filter(\.isRunning).map(\.task)
        if phase.outline.topology == .hierarchical, !running.isEmpty { return [] }
        var started: [PlannedTask] = []
        for state in phase.tasks where state.status == .pending && isUnblocked(state.task, in: phase) {
            guard fits(state.task, beside: running + started) else { continue }
            started.append(state.task)
            if phase.outline.topology == .hierarchical { break }
        }
        return started
    }

    /// The names of the deliverables that a task may read: all of earlier phases, and of its own what the topology
    /// grants.
    public static func readable(by task: PlannedTask, in state: RunState) -> Set<String> {
        var names: Set<String> = []
        for phase in state.phases {
            let finished = phase.tasks.filter { $0.status == .finished }.flatMap(\.deliverables).map(\.name)
            guard phase.id == task.phase else {
                if phase.status == .open { names.formUnion(finished) }
                continue
            }
            switch phase.outline.topology {
            case .hierarchical: names.formUnion(Set(finished).intersection(task.needs))
            case .mesh: names.formUnion(finished)
            case .star: if task.isCoordinator { names.formUnion(finished) }
            }
        }
        return names
    }

    private static func isUnblocked(_ task: PlannedTask, in phase: PhaseState) -> Bool {
        let others = phase.tasks.filter { $0.id != task.id }
        if phase.outline.topology == .star {
            // Workers cannot read each other, so there is nothing for them to wait for.
            return !task.isCoordinator
                || others.allSatisfy { $0.task.isCoordinator || $0.status == .finished }
        }
        return others.allSatisfy { other in
            other.status == .finished
                || !(task.after.contains(other.id) || other.task.produces.contains(where: task.needs.contains))
        }
    }

    private static func fits(_ task: PlannedTask, beside running: [PlannedTask]) -> Bool {
        if task.exclusive == .machine { return running.isEmpty }
        return running.allSatisfy { other in
            other.exclusive != .machine && (other.exclusive == nil || other.exclusive != task.exclusive)
        }
    }
}
