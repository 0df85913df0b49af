import Foundation
import Glibc
import Subprocess
import SystemPackage

/// Runs programs and answers for them: each in a session of its own, so that it ends together with whatever it
/// started; all of them ended by `stopAll`, after which nothing is started any more.
///
/// What makes itself a daemon (a session of its own) escapes; callers stop such programs by their own means.
public actor Supervisor {
    /// What the caller may want to remember, so that a later process can end what this one left behind.
    public enum Change: Sendable {
        case started(ChildIdentity, program: String)
        case ended(ChildIdentity)
    }

    private struct Live {
        var timedOut = false
        var alarm: Task<Void, Never>?
    }

    private let clock = ContinuousClock()
    private let record: @Sendable (Change) throws -> Void
    private var live: [ChildIdentity: Live] = [:]
    /// Runs that have begun and not ended, children or about to be.
    private var active = 0
    private var isStopping = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var busySince: ContinuousClock.Instant?
    private var busyBefore: Duration = .zero

    /// - Parameter record: called with each change before the program is waited for; when it throws, the program is
    ///   ended and the error thrown on.
    public init(record: @escaping @Sendable (Change) throws -> Void = { _ in }) {
        self.record = record
    }

    /// The children that run now.
    public var children: [ChildIdentity] { Array(live.keys) }

    /// For how long at least one child has been running, in all: the union of their intervals, not the sum.
    public var busy: Duration { busyBefore + (busySince.map { clock.now - $0 } ?? .zero) }

    /// Runs a program to its end.
    /// - Throws: `ProcessError` when it cannot be started, `CancellationError` when the task is cancelled or
    ///   `stopAll` ended it. A status other than 0 is an outcome, not an error; see `Outcome.successful()`.
    public func run(_ command: Command) async throws -> Outcome {
        let begun = clock.now
        let file = try command.outputFile.map(Self.open(output:))
        defer { try? file?.close() }
        var child: ChildIdentity?
        try begin()
        do {
            let (status, output, errors) = try await Self.launch(command, file: file) { pid in
                child = try self.adopt(pid, command)
            }
            let timedOut = end(child)
            if isStopping || Task.isCancelled { throw CancellationError() }
            return Outcome(
                argv: command.argv, status: status, timedOut: timedOut, output: output, errors: errors,
                elapsed: clock.now - begun)
        } catch {
            end(child)
            try Task.checkCancellation()
            throw Self.worded(error, command)
        }
    }

    /// Starts a program that stays, its outputs appended to the command's output file (else dropped). Its time limit
    /// holds, its capture limit has no meaning.
    /// - Throws: as `run`.
    public func start(_ command: Command) async throws -> Child {
        let (started, continuation) = AsyncThrowingStream<ChildIdentity, any Error>.makeStream()
        let task = Task { try await self.keep(command, started: continuation) }
        for try await identity in started {
            return Child(identity: identity, grace: command.grace, task: task, supervisor: self)
        }
        throw CancellationError()
    }

    /// Ends all children (SIGTERM to their groups, SIGKILL after the grace), returns when none is left, and starts
    /// nothing more.
    public func stopAll(grace: Duration = .seconds(5)) async {
        isStopping = true
        signalAll(SIGTERM)
        let killer = Task {
            try await Task.sleep(for: grace)
            self.signalAll(SIGKILL)
        }
        if active > 0 { await withCheckedContinuation { waiters.append($0) } }
        killer.cancel()
    }

    /// Ends one child: SIGTERM to its group, SIGKILL after the grace.
    func stop(_ child: ChildIdentity, grace: Duration) {
        guard live[child] != nil else { return }
        child.signalGroup(SIGTERM)
        Task {
            try? await Task.sleep(for: grace)
            if self.live[child] != nil { child.signalGroup(SIGKILL) }
        }
    }

    // MARK: - The registry

    private func begin() throws(ProcessError) {
        guard !isStopping else { throw .stopping }
        active += 1
    }

    /// The child is not reaped before this has returned, so it is found even when it has ended already.
    private func adopt(_ pid: pid_t, _ command: Command) throws -> ChildIdentity {
        guard let child = ChildIdentity(pid: pid) else {
            throw ProcessError.notStarted(argv: command.argv, reason: "/proc/\(pid)/stat cannot be read")
        }
        guard !isStopping else { throw ProcessError.stopping }
        try record(.started(child, program: command.executable))
        if live.isEmpty { busySince = clock.now }
        live[child] = Live(alarm: command.timeLimit.map { alarm(child, after: $0, grace: command.grace) })
        return child
    }

    private func alarm(_ child: ChildIdentity, after limit: Duration, grace: Duration) -> Task<Void, Never> {
        Task {
            do { try await Task.sleep(for: limit) } catch { return }
            self.live[child]?.timedOut = true
            self.stop(child, grace: grace)
        }
    }

    /// Answers whether the time limit ended it.
    @discardableResult private func end(_ child: ChildIdentity?) -> Bool {
        var timedOut = false
        if let child, let entry = live.removeValue(forKey: child) {
            entry.alarm?.cancel()
            timedOut = entry.timedOut
            // The leader is gone; this ends what it started and left. While a group has members its id is not given
            // to another process.
            kill(-child.pid, SIGKILL)
            try? record(.ended(child))
            if live.isEmpty, let since = busySince {
                busyBefore += clock.now - since
                busySince = nil
            }
        }
        active -= 1
        if active == 0 {
            for waiter in waiters { waiter.resume() }
            waiters = []
        }
        return timedOut
    }

    private func signalAll(_ signal: Int32) {
        for child in live.keys { child.signalGroup(signal) }
    }

    private func keep(
        _ command: Command, started: AsyncThrowingStream<ChildIdentity, any Error>.Continuation
    ) async throws -> ExitStatus {
        var child: ChildIdentity?
        do {
            try begin()
        } catch {
            started.finish(throwing: error)
            throw error
        }
        do {
            let status = try await Self.launch(detached: command) { pid in
                let identity = try self.adopt(pid, command)
                child = identity
                started.yield(identity)
                started.finish()
            }
            end(child)
            return status
        } catch {
            end(child)
            let worded = Self.worded(error, command)
            started.finish(throwing: worded)
            throw worded
        }
    }
}
