import Glibc
import Processes
import Proving
import Testing
import Workflow

/// From brief to released service, as a user would, with the process killed on the way.
@Suite(.serialized, .enabled(if: Journey.shared != nil, "FIVEGATE_WORKSPACE is not set"))
struct JourneyTests {
    /// In the design, in the first build, between red and green, between green and review, among a gate's measurements, behind
    /// the front door's opening.
    private static let points = [
        "done    planning.openapi", "foundation: measuring", "done    implementation.red:auth.login",
        "done    implementation.green:User.get", "pass    implementation.suite-green", "done    release.rollout",
    ]

    @Test func `A journey that is killed at six points is finished by the next, each task done once`() async throws {
        let journey = try #require(Journey.shared)
        journey.removeWorkspace()
        for point in Self.points {
            let (status, said) = try await journey.run(killedAt: point)
            #expect(status == .signalled(SIGKILL), "at \(point):\n\(said)")
        }
        let (status, said) = try await journey.run()
        #expect(status == .exited(0), "\(said)")
        print(said)

        let state = try #require(try journey.state())
        #expect(state.status == .finished)
        #expect(state.tasks.filter { $0.status != .finished }.map(\.id) == [])
        #expect(state.phases.flatMap(\.gate).filter { $0.verdict != .pass }.map(\.criterion.id) == [])
        let done = try await journey.git("log", "--reverse", "--format=%(trailers:key=Task,valueonly,separator=)")
            .split(separator: "\n").map(String.init)
        #expect(done.sorted() == Set(done).sorted(), "a task was committed twice")
        #expect(Set(done).isSubset(of: state.tasks.map(\.id)))
        #expect(try await journey.git("status", "--porcelain").isEmpty)
        #expect(try await journey.ask("/livez").status == 200, "what was released does not answer")
        #expect(try await journey.ask("/metrics").status == 404)
        #expect(try await journey.fivegate("release", "stop").status == .exited(0))
        await #expect(throws: (any Error).self) { try await journey.ask("/livez") }
    }

    @Test func `What the finished journey recorded is replayed to the same state`() async throws {
        let journey = try #require(Journey.shared)
        let replay = try await journey.fivegate("replay")
        #expect(replay.status == .exited(0), "\(replay.output.text)")
        let status = try await journey.fivegate("status", "--json")
        #expect(status.output.text.contains("\"completed_endpoints\" : 15"), "\(status.output.text)")
    }
}
