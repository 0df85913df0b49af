import Crypto
import Foundation
import Glibc
import Testing

@testable import Processes

@Suite struct SupervisorTests {
    let supervisor = Supervisor()

    @Test func `Where a hook points git does not reach what is run`() async throws {
        setenv("GIT_PREFIX", "/nowhere", 1)
        defer { unsetenv("GIT_PREFIX") }
        let outcome = try await Supervisor().run(Command("sh", ["-c", "echo ${GIT_PREFIX-unset}"]))
        #expect(outcome.output.text == "unset\n")
    }

    @Test func `A program's output, status and the output's SHA-256 are read`() async throws {
        let outcome = try await supervisor.run(Command("sh", ["-c", "printf hello; printf oops >&2; exit 3"]))
        #expect(outcome.status == .exited(3))
        #expect(outcome.output.text == "hello")
        #expect(outcome.errors.text == "oops")
        #expect(outcome.output.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(!outcome.isSuccess)
    }

    @Test func `Arguments are never read by a shell`() async throws {
        let outcome = try await supervisor.run(Command("printf", ["%s", "$(id); `id` && \"x\""]))
        #expect(outcome.output.text == "$(id); `id` && \"x\"")
    }

    @Test func `Input, environment and directory reach the program`() async throws {
        let outcome = try await supervisor.run(
            Command(
                "sh", ["-c", "cat; printf '|%s|%s|' \"$COLOUR\" \"${HOME-unset}\"; pwd"], directory: "/usr",
                environment: ["COLOUR": "blue", "HOME": nil], input: Data("text".utf8)))
        #expect(outcome.output.text == "text|blue|unset|/usr\n")
    }

    @Test func `A program that does not read a large input is no trouble`() async throws {
        let outcome = try await supervisor.run(Command("true", input: Data(count: 1 << 20)))
        #expect(outcome.isSuccess)
    }

    @Test func `Beyond the limit output is counted and hashed, not kept`() async throws {
        let outcome = try await supervisor.run(Command("head", ["-c", "300000", "/dev/zero"], captureLimit: 1000))
        #expect(outcome.output.data.count == 1000)
        #expect(outcome.output.count == 300_000)
        #expect(outcome.output.isTruncated)
        let expected = SHA256.hash(data: Data(count: 300_000)).map { String(format: "%02x", $0) }.joined()
        #expect(outcome.output.sha256 == expected)
    }

    @Test func `Merged output goes to the file in the order it was written`() async throws {
        let file = NSTemporaryDirectory() + "/\(UUID()).log"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let outcome = try await supervisor.run(
            Command("sh", ["-c", "echo a; echo b >&2; echo c"], outputFile: file, mergesErrors: true))
        #expect(outcome.output.text == "a\nb\nc\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "a\nb\nc\n")
    }

    @Test func `The time limit ends the whole group, also what ignores SIGTERM`() async throws {
        let script = "trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000"
        let outcome = try await supervisor.run(
            Command("sh", ["-c", script], timeLimit: .milliseconds(200), grace: .milliseconds(50)))
        #expect(outcome.timedOut)
        #expect(outcome.status == .signalled(SIGKILL))
        let grandchild = try #require(Int32(outcome.output.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(await hasEnded(grandchild))
    }

    @Test func `What a program leaves in the background ends with it`() async throws {
        let outcome = try await supervisor.run(Command("sh", ["-c", "sleep 1000 & echo $!"]))
        let left = try #require(Int32(outcome.output.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(await hasEnded(left))
    }

    @Test func `A missing program and a missing directory are errors that say so`() async throws {
        await #expect(
            throws: ProcessError.notStarted(argv: ["no-such-program"], reason: "there is no such program")
        ) { try await supervisor.run(Command("no-such-program")) }
        await #expect(
            throws: ProcessError.notStarted(argv: ["true"], reason: "its directory /no/such cannot be entered")
        ) { try await supervisor.run(Command("true", directory: "/no/such")) }
        await supervisor.stopAll()
    }

    @Test func `A failure names the command and its last words`() async throws {
        let outcome = try await supervisor.run(Command("sh", ["-c", "echo broken >&2; exit 2"]))
        let error = #expect(throws: ProcessError.self) { try outcome.successful() }
        #expect(error?.description == "sh -c echo broken >&2; exit 2 ended with status 2:\nbroken")
    }

    @Test func `A program that stays can be stopped, and writes to its log`() async throws {
        let log = NSTemporaryDirectory() + "/\(UUID()).log"
        defer { try? FileManager.default.removeItem(atPath: log) }
        let child = try await supervisor.start(Command("sh", ["-c", "echo up; exec sleep 1000"], outputFile: log))
        #expect(child.identity.isRunning)
        #expect(await supervisor.children == [child.identity])
        #expect(try await child.stop() == .signalled(SIGTERM))
        #expect(!child.identity.isRunning)
        #expect(await supervisor.children.isEmpty)
    }

    @Test func `Stopping all leaves no child and starts none`() async throws {
        let first = try await supervisor.start(Command("sleep", ["1000"]))
        let second = try await supervisor.start(Command("sh", ["-c", "trap '' TERM; while :; do sleep 1000; done"]))
        await supervisor.stopAll(grace: .milliseconds(100))
        #expect(!first.identity.isRunning && !second.identity.isRunning)
        await #expect(throws: ProcessError.stopping) { try await supervisor.run(Command("true")) }
    }

    @Test func `Cancelling the task ends its program`() async throws {
        let recorded = Recorded()
        let supervisor = Supervisor(record: recorded.append)
        let task = Task { try await supervisor.run(Command("sleep", ["1000"])) }
        let child = await recorded.firstStarted()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!child.isRunning)
    }

    @Test func `Busy time is the union of the children's intervals`() async throws {
        let clock = ContinuousClock()
        let begun = clock.now
        async let one = supervisor.run(Command("sleep", ["0.3"]))
        async let two = supervisor.run(Command("sleep", ["0.3"]))
        _ = try await (one, two)
        let busy = await supervisor.busy
        #expect(busy >= .milliseconds(250))
        #expect(busy <= clock.now - begun)
    }

    @Test func `Leftovers are found by process id and start time`() async throws {
        let child = try await supervisor.start(Command("sleep", ["1000"]))
        var impostor = child.identity
        impostor.startTime += 1
        #expect(await ChildIdentity.endLeftovers([impostor]).isEmpty)
        #expect(child.identity.isRunning)
        #expect(await ChildIdentity.endLeftovers([child.identity]) == [child.identity])
        #expect(try await child.wait() == .signalled(SIGTERM))
    }
}

/// The kernel ends a process a moment after its signal was sent.
private func hasEnded(_ pid: Int32) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(5)
    while ChildIdentity(pid: pid)?.isRunning == true {
        guard ContinuousClock.now < deadline else { return false }
        await Task.yield()
    }
    return true
}

/// Collects a supervisor's changes and hands out the first start.
final class Recorded: Sendable {
    private let (stream, continuation) = AsyncStream<ChildIdentity>.makeStream()

    @Sendable func append(_ change: Supervisor.Change) {
        if case .started(let child, _) = change { continuation.yield(child) }
    }

    func firstStarted() async -> ChildIdentity {
        for await child in stream { return child }
        preconditionFailure("the stream never ends")
    }
}
