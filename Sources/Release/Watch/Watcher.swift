import Foundation
import Processes

/// Supervises a release while no command moves it: starts again what died, goes on with a rollout whose process was killed,
/// takes the version before away after its retention, and has it sampled.
public struct Watcher: Sendable {
    let driver: RolloutDriver
    let recorder: WatchRecorder?
    var interval: Duration

    /// - Parameter recorder: nil: nothing is sampled.
    public init(driver: RolloutDriver, recorder: WatchRecorder? = nil, interval: Duration = .seconds(1)) {
        self.driver = driver
        self.recorder = recorder
        self.interval = interval
    }

    private var store: ReleaseStore { driver.store }
    private var target: any Target { driver.target }

    /// Watches until the task is cancelled, or nothing is released any more.
    /// - Parameter say: told what was done, and what could not be.
    public func watch(say: @escaping @Sendable (String) -> Void) async throws {
        var ticks = 0
        while !Task.isCancelled {
            do {
                guard try await tick(samples: ticks.isMultiple(of: 5), say: say) else { return }
            } catch let error as CancellationError {
                throw error
            } catch { say("\(error)") }
            ticks += 1
            try await Task.sleep(for: interval)
        }
    }

    /// One look. Another command that works here is left alone, and what it does is sampled.
    /// - Returns: whether there is anything to watch.
    func tick(samples: Bool, say: @Sendable (String) -> Void) async throws -> Bool {
        // Before anything is mended: what clients meet is what counts. What stands in the way of a sample does not stand in that of
        // the rest.
        if samples {
            do { try await recorder?.look(at: driver.now(), say: say) } catch { say("\(error)") }
        }
        // A child that is just being started has its parent's lock too, for a moment.
        guard let lock = try await ReleaseLock.attempt(store.lockFile, within: .milliseconds(100)) else { return true }
        let goesOn = try await look(say: say)
        _ = consume lock
        return goesOn
    }

    private func look(say: @Sendable (String) -> Void) async throws -> Bool {
        var state = try store.load()
        if state.stage == .idle { return false }
        if state.isMoving {
            say("going on with a rollout that was left at \(state.stage)")
            state = try await driver.resumed(state)
            state = try await driver.drive(state)
        }
        try await target.ensure(state.routing)
        state = try await revive(state, say: say)
        if state.retentionIsOver(at: driver.now()) {
            say("the retention of version \(state.standby?.version.description ?? "") is over")
            state = try await driver.apply(.retentionOver, to: state)
        }
        return true
    }

    /// Starts what died again. While the live version starts, a version that is kept warm answers.
    private func revive(_ initial: RolloutState, say: @Sendable (String) -> Void) async throws -> RolloutState {
        var state = initial
        for placement in [state.live, state.candidate, state.standby].compactMap(\.self) {
            guard let instance = placement.instance, try await !target.isRunning(instance) else { continue }
            say("\(instance) of version \(placement.version) died; starting it again")
            let weight = state.weights[placement.slot] ?? 0
            var stands = false
            if weight > 0, let warm = state.standby?.instance { stands = try await target.isRunning(warm) }
            if stands, let standby = state.standby { try await target.setWeight(weight, of: standby.slot) }
            let event = RolloutEvent.restarted(
                placement.slot, try await driver.revive(placement, weight: weight))
            state = try state.applying(event)
            if let problem = driver.record(state, event) { throw problem }
            if stands, let standby = state.standby {
                try await target.setWeight(weight, of: placement.slot)
                try await target.setWeight(0, of: standby.slot)
            }
        }
        return state
    }
}
