import Foundation
import Synchronization
import Testing
import WorkflowDoubles

@testable import Workflow

/// An engine over doubles: a planning phase of two tasks, then two tasks for each of two endpoints, then a phase that
/// is not built.
struct Journey: Sendable {
    static func criterion(_ id: String, _ instrument: String, owner: String) -> Criterion {
        Criterion(
            id: id, text: id, instrument: instrument, comparison: .equal, threshold: 1, unit: "", evidence: "",
            owner: owner)
    }

    var workflow = Workflow(phases: [
        Phase(
            number: 1, id: "plan", title: "Plan", topology: .mesh,
            tasks: [
                TaskDefinition(id: "a", role: .productManager, produces: ["A"]),
                TaskDefinition(id: "b", role: .systemArchitect, needs: ["A"], produces: ["B"]),
            ], gate: [criterion("plan.good", "good", owner: "plan")]),
        Phase(
            number: 2, id: "code", title: "Code", topology: .hierarchical,
            tasks: [
                TaskDefinition(id: "red", role: .tester, produces: ["tests"], forEach: "endpoint"),
                TaskDefinition(
                    id: "green", role: .backendDeveloper, needs: ["tests", "B"], produces: ["code"], forEach: "endpoint"
                ),
            ], gate: [criterion("code.good", "good", owner: "code")]),
        Phase(number: 3, id: "later", title: "Later", topology: .star, isBuilt: false, tasks: []),
    ])
    var store = InMemoryStore()
    var workspace = InMemoryWorkspace()
    var agent = ScriptedAgent()
    var instruments: [String: any Instrument] = ["good": ScriptedInstrument { _ in Figure(1) }]
    var stopAfter: String?
    var approve: @Sendable (String, String) async -> Approval? = { _, _ in nil }

    var engine: Engine {
        let agent = agent
        return Engine(
            workflow: workflow, store: store, workspace: workspace, agents: { _ in agent }, instruments: instruments,
            options: EngineOptions(
                holder: "test", stopAfter: stopAfter, reopenLimit: 2, now: { 1_000 },
                items: { _, _ in ["User.create", "User.get"] }, approve: approve))
    }

    func start() async throws -> RunState { try await engine.start(run: "r1", api: "users", brief: "b") }

    static let allTasks = [
        "plan.a", "plan.b", "code.red:User.create", "code.green:User.create", "code.red:User.get",
        "code.green:User.get",
    ]
}

@Suite struct EngineTests {
    var journey = Journey()

    @Test func `A run does every task once, commits it, and stops before what is not built`() async throws {
        let state = try await journey.start()
        #expect(state.status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
        #expect(state.tasks.allSatisfy { $0.status == .finished && $0.epoch == 1 })
        #expect(state.phases.map(\.status) == [.open, .open, .notBuilt])
        #expect(state.items(of: "code") == (2, 2))
        let keys = try journey.store.versions(matching: "api-development/users/phase-2/tester/*").map(\.key)
        #expect(keys == ["User.create", "User.get"].map { "api-development/users/phase-2/tester/tests:\($0)" })
    }

    @Test func `The journal tells the state again, and commits name its head`() async throws {
        let state = try await journey.start()
        let entries = try journey.store.entries()
        try JournalEntry.verify(entries)
        #expect(try RunState.replay(entries) == state)
        let heads = journey.workspace.trailers("Journal")
        #expect(journey.workspace.trailers("Gate") == ["plan", "code"])
        #expect(heads.count == 8 && heads.allSatisfy { head in entries.contains { $0.hash == head } })
        #expect(journey.workspace.trailers("Requirements") == Array(repeating: "User.get.allow", count: 6))
    }

    @Test func `A closed gate stops a run of built-in agents at once and tells the figure`() async throws {
        var journey = journey
        journey.instruments["good"] = ScriptedInstrument { _ in Figure(0.5, note: "half") }
        let state = try await journey.start()
        #expect(state.status == .stopped(.gateClosed(phase: "plan")))
        #expect(state.phase("code")?.tasks.isEmpty == true)
        let line = try #require(state.gates(of: journey.workflow).first)
        #expect(line.verdict == .fail && line.value == 0.5 && line.threshold == "= 1" && line.note == "half")
        #expect(state.gates(of: journey.workflow).last?.verdict == .notMeasured)
    }

    @Test func `What could not be measured keeps the gate closed`() async throws {
        var journey = journey
        struct Broken: Error, CustomStringConvertible { let description = "no such tool" }
        journey.instruments["good"] = ScriptedInstrument { _ in throw Broken() }
        let gate = try await journey.start().phase("plan")?.gate
        #expect(gate?.map(\.verdict) == [.notMeasured] && gate?.first?.note == "no such tool")
        journey.instruments["good"] = ScriptedInstrument { _ in Figure(.nan) }
        #expect(try await journey.engine.resume().phase("plan")?.gate.map(\.verdict) == [.notMeasured])
    }

    @Test func `An agent that may do better is asked again, a bounded number of times`() async throws {
        var journey = journey
        journey.agent = ScriptedAgent(mayDiffer: true)
        journey.instruments["good"] = ScriptedInstrument { _ in Figure(0) }
        let state = try await journey.start()
        #expect(state.status == .stopped(.gateClosed(phase: "plan")))
        #expect(state.phase("plan")?.reopened == 2)
        #expect(journey.workspace.trailers("Task").filter { $0 == "plan.a" }.count == 3)
        #expect(state.task("plan.a")?.epoch == 3)
    }

    @Test func `A criterion owned by an earlier phase brings the run back there`() async throws {
        var journey = journey
        journey.agent = ScriptedAgent(mayDiffer: true)
        journey.workflow.phases[1].gate[0] = Journey.criterion("code.good", "second", owner: "plan")
        journey.instruments["second"] = ScriptedInstrument {
            Figure($0.state.phase("plan")?.reopened == 1 ? 1 : 0)
        }
        let state = try await journey.start()
        #expect(state.status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks + Journey.allTasks)
    }

    @Test func `After a person's edit the gate is measured again and no task is repeated`() async throws {
        var journey = journey
        journey.instruments["good"] = ScriptedInstrument { _ in Figure(0) }
        _ = try await journey.start()
        journey.instruments["good"] = ScriptedInstrument { _ in Figure(1) }
        let state = try await journey.engine.resume()
        #expect(state.status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
    }

    @Test func `What somebody else has changed is measured again, once, and by every open gate`() async throws {
        var journey = journey
        let measured = Mutex<[String]>([])
        journey.instruments["good"] = ScriptedInstrument { subject in
            measured.withLock { $0.append(subject.criterion.id) }
            return Figure(1)
        }
        _ = try await journey.start()
        _ = try await journey.engine.resume()
        #expect(measured.withLock { $0 } == ["plan.good", "code.good"])
        try await journey.workspace.write([FileChange(path: "a.txt", text: "edited")])
        let state = try await journey.engine.resume()
        #expect(state.status == .stopped(.notBuilt(phase: "later")))
        _ = try await journey.engine.resume()
        #expect(measured.withLock { $0 } == ["plan.good", "code.good", "plan.good", "code.good"])
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
    }

    @Test func `A workspace that changes while it is measured is not measured for ever`() async throws {
        var journey = journey
        let count = Mutex(0)
        let workspace = journey.workspace
        journey.instruments["good"] = ScriptedInstrument { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            try await workspace.write([FileChange(path: "noise", text: String(number))])
            return Figure(1)
        }
        #expect(try await journey.start().status == .stopped(.unsettled))
    }

    @Test func `An approval is void when a file of the design is edited`() async throws {
        var journey = journey
        journey.workflow.phases[0].gate = [Journey.criterion("plan.approved", "approval", owner: "plan")]
        journey.instruments["approval"] = ApprovalInstrument()
        journey.approve = { _, digest in Approval(who: "Ada", how: "terminal", subject: digest) }
        let path = try #require(try await journey.start().task("plan.a")?.paths.first)
        journey.approve = { _, _ in nil }
        try await journey.workspace.write([FileChange(path: path, text: "edited")])
        #expect(try await journey.engine.resume().phase("plan")?.gate.map(\.verdict) == [.fail])
        try await journey.engine.approve("plan", who: "Ada", how: "fivegate approve")
        #expect(try await journey.engine.resume().phase("plan")?.status == .open)
    }

    @Test func `A failure that may pass is tried again as often as the task allows`() async throws {
        var journey = journey
        journey.agent = ScriptedAgent { assignment in
            if assignment.task.id == "plan.a", assignment.attempt < 3 { throw TaskFailure("slow", mayRetry: true) }
            return ScriptedAgent.plain(assignment)
        }
        #expect(try await journey.start().status == .stopped(.notBuilt(phase: "later")))
        var hopeless = Journey()
        hopeless.agent = ScriptedAgent { _ in throw TaskFailure("slow", mayRetry: true) }
        let state = try await hopeless.start()
        #expect(state.status == .stopped(.taskFailed(task: "plan.a", reason: "slow")))
        #expect(state.task("plan.a")?.attempts == 3)
    }

    @Test func `Work that fails its check is put back and recorded`() async throws {
        var journey = journey
        journey.agent = ScriptedAgent(check: { assignment in
            throw TaskFailure("\(assignment.task.id) does not build")
        })
        let state = try await journey.start()
        #expect(state.status == .stopped(.taskFailed(task: "plan.a", reason: "plan.a does not build")))
        #expect(journey.workspace.files.isEmpty && journey.workspace.messages.isEmpty)
        #expect(state.task("plan.a")?.attempts == 1)
    }

    @Test(arguments: [[], ["A", "Z"]])
    func `A task hands over exactly what the workflow says`(_ names: [String]) async throws {
        var journey = journey
        journey.agent = ScriptedAgent { _ in
            TaskResult(summary: "x", deliverables: Dictionary(uniqueKeysWithValues: names.map { ($0, Data()) }))
        }
        guard case .stopped(.taskFailed("plan.a", _)) = try await journey.start().status else {
            Issue.record("the task was accepted")
            return
        }
    }

    @Test func `An agent reads only what the topology grants`() async throws {
        var journey = journey
        let seen = Mutex<[String: [String]]>([:])
        journey.agent = ScriptedAgent { assignment in
            seen.withLock { $0[assignment.task.id] = assignment.deliverables.names }
            #expect(throws: TaskFailure.self) { try assignment.deliverables.content(of: "code:User.get") }
            return ScriptedAgent.plain(assignment)
        }
        _ = try await journey.start()
        #expect(seen.withLock { $0["plan.b"] } == ["A"])
        #expect(seen.withLock { $0["code.green:User.get"] } == ["A", "B", "tests:User.get"])
    }

    @Test func `An approval opens its gate only for the design that was approved`() async throws {
        var journey = journey
        journey.workflow.phases[0].gate = [Journey.criterion("plan.approved", "approval", owner: "plan")]
        journey.instruments["approval"] = ApprovalInstrument()
        #expect(try await journey.start().phase("plan")?.gate.map(\.verdict) == [.notMeasured])
        try await journey.engine.approve("plan", who: "Ada", how: "fivegate approve")
        #expect(try await journey.engine.resume().phase("plan")?.status == .open)
        journey.agent = ScriptedAgent { assignment in
            var result = ScriptedAgent.plain(assignment)
            result.deliverables = result.deliverables.mapValues { $0 + Data("!".utf8) }
            return result
        }
        #expect(try await journey.engine.resume(from: "plan").phase("plan")?.gate.map(\.verdict) == [.fail])
        journey.approve = { _, digest in Approval(who: "Ada", how: "--yes", subject: digest) }
        #expect(try await journey.engine.resume().phase("plan")?.status == .open)
    }

    @Test func `A run can stop after a phase and go on later`() async throws {
        var journey = journey
        journey.stopAfter = "plan"
        #expect(try await journey.start().status == .stopped(.requested(phase: "plan")))
        journey.stopAfter = nil
        #expect(try await journey.engine.resume().status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
    }

    @Test func `A run that is to stop after a phase whose gate is open stops at once`() async throws {
        var journey = journey
        journey.stopAfter = "plan"
        _ = try await journey.start()
        #expect(try await journey.engine.resume().status == .stopped(.requested(phase: "plan")))
        #expect(journey.workspace.trailers("Task") == ["plan.a", "plan.b"])
    }

    @Test func `A phase that is done again and interrupted can be gone on with`() async throws {
        var journey = journey
        _ = try await journey.start()
        journey.agent = ScriptedAgent { assignment in
            if assignment.task.id == "plan.b" { throw CancellationError() }
            return ScriptedAgent.plain(assignment)
        }
        await #expect(throws: CancellationError.self) { try await journey.engine.resume(from: "plan") }
        journey.agent = ScriptedAgent()
        #expect(try await Replay.run(journey.store, journey.workspace).findings == [])
        #expect(try await journey.engine.resume().status == .stopped(.notBuilt(phase: "later")))
    }

    @Test func `What cannot be asked for is refused before anything happens`() async throws {
        await #expect(throws: EngineError.noRun) { try await self.journey.engine.resume() }
        var journey = self.journey
        journey.stopAfter = "later"
        await #expect(throws: EngineError.notBuilt(phase: "later")) { try await journey.start() }
        journey.stopAfter = "none"
        await #expect(throws: EngineError.unknownPhase("none")) { try await journey.start() }
        #expect(try journey.store.entries().isEmpty)
        journey.stopAfter = nil
        _ = try await journey.start()
        journey.workflow.phases.removeLast()
        await #expect(throws: EngineError.otherWorkflow) { try await journey.engine.resume() }
    }

    @Test func `Cancelling leaves a run that can be resumed`() async throws {
        var journey = journey
        let (reached, arrive) = AsyncStream<Void>.makeStream()
        journey.agent = ScriptedAgent { assignment in
            guard assignment.task.id == "code.green:User.create" else { return ScriptedAgent.plain(assignment) }
            arrive.yield()
            try await Task.sleep(for: .seconds(1000))
            return ScriptedAgent.plain(assignment)
        }
        let running = journey
        let task = Task { try await running.start() }
        for await _ in reached { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try RunState.replay(journey.store.entries())?.status == .stopped(.interrupted))
        journey.agent = ScriptedAgent()
        #expect(try await journey.engine.resume().status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
    }

    /// The process dies at its k-th write, of which an undisturbed run makes 34.
    @Test(arguments: 1...34)
    func `A run that dies at a journal write is finished by the next`(_ write: Int) async throws {
        let count = Mutex(0)
        var journey = Journey()
        journey.store = InMemoryStore { _ in
            let now = count.withLock { count in
                count += 1
                return count
            }
            if now == write { throw JournalError.notWritten(reason: "died") }
        }
        let dying = journey
        await #expect(throws: JournalError.notWritten(reason: "died")) { try await dying.start() }
        let isNew = try journey.store.entries().isEmpty
        let state = isNew ? try await journey.start() : try await journey.engine.resume()
        #expect(state.status == .stopped(.notBuilt(phase: "later")))
        #expect(journey.workspace.trailers("Task") == Journey.allTasks)
        #expect(try RunState.replay(journey.store.entries()) == state)
    }
}
