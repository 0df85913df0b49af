import Foundation

/// What people do with a release: one operation a command, each under the release's lock.
public struct ReleaseControl: Sendable {
    let store: ReleaseStore
    let target: any Target
    let driver: RolloutDriver

    public init(
        store: ReleaseStore, target: any Target, progress: @escaping @Sendable (RolloutState) -> Void = { _ in },
        checkpoint: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.store = store
        self.target = target
        driver = RolloutDriver(target: target, store: store, progress: progress, checkpoint: checkpoint)
    }

    /// Brings a version in. A rollout of the same version that was left half done is resumed, one of another is reverted.
    /// - Parameter again: also where this very version serves already: a rehearsal.
    public func deploy(_ version: Version, plan: RolloutPlan, again: Bool = false) async throws -> RolloutState {
        try await locked { state in
            var state = state
            if state.isMoving {
                let isThis = state.candidate?.version == version
                state = try await driver.resumed(state)
                if !isThis, let back = try? state.applying(.rollback("another version is deployed")) { state = back }
                // One whose candidate is gone, or was being taken away, is begun again below.
                let goesOn = isThis && ![.reverting, .discarding, .removing].contains(state.stage)
                state = try await driver.drive(state)
                if goesOn { return state }
            }
            if case .held = state.stage {
                throw ReleaseError(
                    "held", "a rollout waits for a decision: \(state.reason ?? "")",
                    next: "fivegate release promote, or fivegate release rollback", exitStatus: 64)
            }
            if state.stage == .idle, let placement = try await target.found() {
                state = try await driver.apply(.found(placement), to: state)
            }
            if state.live?.version == version, !again { return state }
            // A door that cannot be opened is told before anything is begun.
            try await target.ensure(state.routing)
            state.plan = plan
            state = try await driver.apply(.deploy(version), to: state)
            // A first release that failed leaves nothing, the proxy neither.
            if state.stage == .idle { try await target.endAll() }
            return state
        }
    }

    /// Back to the version before, from any point. A process that drives a rollout is asked to revert it; where it does
    /// not, its lock is waited for and the rollout is reverted here.
    public func rollBack(_ reason: String) async throws -> RolloutState {
        let isDriven = try isLocked()
        if isDriven { try store.requestRollback(reason) }
        return try await locked(within: .seconds(60)) { state in
            let isPending = store.takeRequest() != nil
            if state.isMoving {
                let resumed = try await driver.resumed(state)
                return try await driver.drive((try? resumed.applying(.rollback(reason))) ?? resumed)
            }
            // The process that drove it has done it.
            if isDriven, !isPending { return state }
            return try await driver.apply(.rollback(reason), to: state)
        }
    }

    /// Takes a candidate that waits for a decision.
    public func promote() async throws -> RolloutState {
        try await locked { try await driver.apply(.promote, to: $0) }
    }

    /// Takes the version before away ahead of its time.
    public func retire() async throws -> RolloutState {
        try await locked { $0.standby == nil ? $0 : try await driver.apply(.retentionOver, to: $0) }
    }

    /// Ends everything that was started, also where the state cannot be read.
    public func stop() async throws {
        try await target.endAll()
        let lock = try await ReleaseLock.acquire(store.lockFile, within: .seconds(30))
        // A command that was under way may have started something meanwhile.
        try await target.endAll()
        if let state = try? store.load() { try store.save(try state.applying(.ended)) }
        _ = consume lock
    }

    private func isLocked() throws -> Bool {
        guard let lock = try ReleaseLock.attempt(store.lockFile) else { return true }
        _ = consume lock
        return false
    }

    private func locked(
        within limit: Duration = .seconds(5), _ work: (RolloutState) async throws -> RolloutState
    ) async throws -> RolloutState {
        let lock = try await ReleaseLock.acquire(store.lockFile, within: limit)
        do {
            let state = try await work(try store.load())
            _ = consume lock
            return state
        } catch let refused as EventRefused {
            throw ReleaseError("refused", refused.description, next: "fivegate release status", exitStatus: 64)
        }
    }
}
