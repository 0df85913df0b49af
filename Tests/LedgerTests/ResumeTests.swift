import Foundation
import GRDB
import Glibc
import Processes
import Testing
import Workflow

@testable import Ledger

/// Real processes that are killed: see `EngineProbe`.
@Suite struct ResumeTests {
    let folder: Folder
    let supervisor = Supervisor()

    init() throws { folder = try Folder() }

    /// Beside the test's own executable.
    private static let probe = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "EngineProbe").path

    private static let tasks = ["plan.a", "plan.b", "code.red:Item.get", "code.green:Item.get"]
    /// How many journal writes an undisturbed run makes.
    private static let writes = 1 + 2 * (1 + 2 * 4 + 3) + 1

    private func probe(_ arguments: String..., at path: String? = nil) async throws -> Outcome {
        try await supervisor.run(
            Command(Self.probe, [path ?? folder.path] + arguments, timeLimit: .seconds(120)))
    }

    private func expectFinished(_ path: String) async throws {
        let ledger = try Ledger(folder: URL(filePath: path).appending(path: ".fivegate"))
        let entries = try ledger.entries()
        try JournalEntry.verify(entries)
        let state = try #require(try RunState.replay(entries))
        #expect(state.status == .finished)
        #expect(state.tasks.map(\.status) == Array(repeating: .finished, count: 4))
        func git(_ arguments: String...) async throws -> String {
            try await supervisor.run(Command("git", arguments, directory: path)).successful().output.text
        }
        let log = try await git("log", "--reverse", "--format=%(trailers:key=Task,valueonly,separator=)")
        #expect(log.split(separator: "\n").map(String.init) == Self.tasks)
        #expect(try await git("status", "--porcelain").isEmpty)
        #expect(
            try await git("log", "--format=%H").split(separator: "\n").contains {
                $0 == state.tasks.last?.commit?.id ?? ""
            })
        for version in try ledger.versions(matching: "**") {
            #expect(version.version == 1, "\(version.key) was stored twice")
        }
    }

    @Test func `An undisturbed run makes the writes that the others are killed at`() async throws {
        let outcome = try await probe()
        #expect(outcome.status == .exited(0), "\(outcome.errors.text)")
        #expect(try Ledger(folder: folder.url.appending(path: ".fivegate")).entries().count == Self.writes)
        try await expectFinished(folder.path)
    }

    @Test(arguments: 1...writes, ["before", "after"])
    func `A run killed at a journal write is finished by the next, each task done once`(
        _ write: Int, _ moment: String
    ) async throws {
        #expect(try await probe(moment, "\(write)").status == .signalled(SIGKILL))
        let outcome = try await probe()
        #expect(outcome.status == .exited(0), "\(outcome.errors.text)")
        try await expectFinished(folder.path)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `Ctrl-C stops all children, exits 75 and leaves a run that can be resumed`(_ signal: Int32) async throws {
        let (child, hanging) = try await startHanging()
        kill(child.identity.pid, signal)
        #expect(try await child.wait() == .exited(75))
        for pid in hanging { #expect(await hasEnded(pid)) }
        #expect(try await probe().status == .exited(0))
        try await expectFinished(folder.path)
    }

    @Test func `What a killed run left running is ended by the next`() async throws {
        let (child, hanging) = try await startHanging()
        kill(child.identity.pid, SIGKILL)
        #expect(try await child.wait() == .signalled(SIGKILL))
        #expect(ChildIdentity(pid: hanging[0])?.isRunning == true)
        #expect(try await probe().status == .exited(0))
        for pid in hanging { #expect(await hasEnded(pid)) }
        try await expectFinished(folder.path)
    }

    @Test func `Two runs at the same time do not disturb each other`() async throws {
        let other = try Folder()
        async let first = probe()
        async let second = probe(at: other.path)
        #expect(try await [first.status, second.status] == [.exited(0), .exited(0)])
        try await expectFinished(folder.path)
        try await expectFinished(other.path)
    }

    @Test func `A second process cannot drive the same workspace`() async throws {
        let (child, _) = try await startHanging()
        let second = try await probe()
        #expect(second.status == .exited(70))
        #expect(second.errors.text.contains("is in use by process \(child.identity.pid)"))
        try await child.stop()
    }

    @Test func `A ledger that was tampered with is not gone on with`() async throws {
        _ = try await probe("after", "12")
        let ledger = try Ledger(folder: folder.url.appending(path: ".fivegate"))
        try await ledger.database.write { database in
            try database.execute(
                sql: "UPDATE journal SET payload = replace(payload, 'plan.a', 'plan.b') WHERE sequence = 6")
        }
        let outcome = try await probe()
        #expect(outcome.status == .exited(70))
        #expect(
            outcome.errors.text == "the journal is broken at entry 6: its content was changed after it was written\n")
    }

    @Test(.enabled(if: getuid() == 0, "mounting a small disk needs root"))
    func `A disk that fills up is a clear error, and the run goes on when there is space`() async throws {
        let record = folder.path + "/.fivegate"
        let script = """
            mkdir -p \(record) && mount -t tmpfs -o size=200k tmpfs \(record) || exit 1
            \(Self.probe) \(folder.path); echo "first $?"
            mount -o remount,size=20m \(record) && \(Self.probe) \(folder.path); echo "second $?"
            """
        let outcome = try await supervisor.run(
            Command("unshare", ["-m", "sh", "-c", script], timeLimit: .seconds(120), mergesErrors: true))
        #expect(outcome.output.text.contains("the journal could not be written: the disk is full; free some space"))
        #expect(outcome.output.text.contains("first 70"))
        #expect(outcome.output.text.contains("second 0"), "\(outcome.output.text)")
    }

    /// Starts a probe that hangs, and waits until its shell and the shell's child are there.
    private func startHanging() async throws -> (Child, [Int32]) {
        let child = try await supervisor.start(Command(Self.probe, [folder.path, "hang"], timeLimit: .seconds(120)))
        let file = folder.path + "/.fivegate/hanging"
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let pids = ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "")
                .split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
            if pids.count == 2 { return (child, pids) }
            await Task.yield()
        }
        throw CancellationError()
    }

    private func hasEnded(_ pid: Int32) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ChildIdentity(pid: pid)?.isRunning == true {
            guard ContinuousClock.now < deadline else { return false }
            await Task.yield()
        }
        return true
    }
}
