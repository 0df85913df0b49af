import Testing

@testable import Workflow

@Suite struct ScheduleTests {
    /// Four tasks: b and d build on a, d is the coordinator.
    private let tasks = [
        TaskDefinition(id: "a", role: .tester, produces: ["A"]),
        TaskDefinition(id: "b", role: .tester, needs: ["A"], produces: ["B"]),
        TaskDefinition(id: "c", role: .tester, produces: ["C"]),
        TaskDefinition(id: "d", role: .tester, needs: ["A"], produces: ["D"], isCoordinator: true),
    ]

    private func phase(_ topology: Topology, _ tasks: [TaskDefinition]? = nil) -> PhaseState {
        let phase = Phase(number: 1, id: "p", title: "P", topology: topology, tasks: tasks ?? self.tasks)
        var state = PhaseState(PhaseOutline(phase))
        state.status = .running
        state.tasks = phase.plan().map { TaskState($0) }
        return state
    }

    /// What starts together, if all that started end before anything else starts.
    private func waves(_ start: PhaseState) -> [String] {
        var phase = start
        var waves: [String] = []
        while true {
            let ready = Schedule.ready(in: phase)
            if ready.isEmpty { return waves }
            waves.append(ready.map(\.definition).joined())
            for task in ready { finish(task.id, &phase) }
        }
    }

    private func finish(_ id: String, _ phase: inout PhaseState) {
        for index in phase.tasks.indices where phase.tasks[index].id == id {
            phase.tasks[index].status = .finished
            phase.tasks[index].deliverables = phase.tasks[index].task.produces.map {
                DeliverableReference(name: $0, key: $0, hash: "h")
            }
        }
    }

    @Test func `The same tasks have a different schedule in each topology`() {
        #expect(waves(phase(.hierarchical)) == ["a", "b", "c", "d"])
        #expect(waves(phase(.mesh)) == ["ac", "bd"])
        #expect(waves(phase(.star)) == ["abc", "d"])
    }

    @Test func `In a hierarchy nothing starts while something runs`() {
        var state = phase(.hierarchical)
        state.tasks[2].status = .leased
        #expect(Schedule.ready(in: state).isEmpty)
    }

    @Test(arguments: [
        (Topology.hierarchical, ["A"], ["A"]), (.mesh, ["A", "B", "C"], ["A", "B", "C"]), (.star, [], ["A", "B", "C"]),
    ])
    func `What may be read follows from the topology`(_ topology: Topology, _ worker: [String], _ coordinator: [String])
    {
        var own = phase(topology)
        for id in ["p.a", "p.b", "p.c"] { finish(id, &own) }
        var earlier = own
        earlier.outline.id = "earlier"
        earlier.status = .open
        for index in earlier.tasks.indices {
            earlier.tasks[index].deliverables = [DeliverableReference(name: "E\(index)", key: "", hash: "")]
        }
        let state = RunState(
            run: "r", api: "a", brief: "b", workflow: "w", phases: [earlier, own], startedAt: 0, updatedAt: 0)
        let all = ["E0", "E1", "E2"]
        #expect(Schedule.readable(by: own.tasks[1].task, in: state) == Set(all + worker))
        #expect(Schedule.readable(by: own.tasks[3].task, in: state) == Set(all + coordinator))
    }

    @Test func `Two tasks that build are kept apart, other work goes on`() {
        let tasks = [
            TaskDefinition(id: "a", role: .tester, exclusive: .build),
            TaskDefinition(id: "b", role: .tester, exclusive: .build),
            TaskDefinition(id: "c", role: .tester),
        ]
        #expect(waves(phase(.mesh, tasks)) == ["ac", "b"])
    }

    @Test func `A task that has the machine for itself runs alone`() {
        let tasks = [
            TaskDefinition(id: "a", role: .tester), TaskDefinition(id: "b", role: .tester, exclusive: .machine),
            TaskDefinition(id: "c", role: .tester),
        ]
        #expect(waves(phase(.mesh, tasks)) == ["ac", "b"])
        var state = phase(.mesh, tasks)
        state.tasks[1].status = .leased
        #expect(Schedule.ready(in: state).isEmpty)
    }

    @Test func `Repeated tasks follow each other item by item, in any topology`() {
        let tasks = [
            TaskDefinition(id: "red", role: .tester, produces: ["tests"], forEach: "endpoint"),
            TaskDefinition(id: "green", role: .tester, needs: ["tests"], produces: ["code"], forEach: "endpoint"),
        ]
        let phase = Phase(number: 1, id: "p", title: "P", topology: .mesh, tasks: tasks)
        let planned = phase.plan(items: ["endpoint": ["User.create", "User.get"]])
        #expect(
            planned.map(\.id) == ["p.red:User.create", "p.green:User.create", "p.red:User.get", "p.green:User.get"])
        #expect(planned[1].needs == ["tests:User.create"])
        var state = PhaseState(PhaseOutline(phase))
        state.tasks = planned.map { TaskState($0) }
        #expect(waves(state) == ["red", "green", "red", "green"])
    }
}
