import Foundation
import Processes

/// Supervises a release while no command moves it: starts again what died, goes on with a rollout whose process was killed,
/// takes the version before away after its retention, and samples.
public struct Watcher: Sendable {
    let driver: RolloutDriver
    var interval: Duration

    public init(driver: RolloutDriver, interval: Duration = .seconds(1)) {
        self.driver = driver
        self.interval = interval
    }

    private var store: ReleaseStore { driver.store }
    private var target: any Target { driver.target }

    /// A line of `samples.jsonl`.
    struct Line: Codable {
        var at: Int64
        var slot: Slot
        var version: String
        var weight: Int
        var sample: Sample
    }

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

    /// One look. Another command that works here is left alone.
    /// - Returns: whether there is anything to watch.
    func tick(samples: Bool, say: @Sendable (String) -> Void) async throws -> Bool {
        guard let lock = try ReleaseLock.attempt(store.lockFile) else { return true }
        let goesOn = try await look(samples: samples, say: say)
        _ = consume lock
        return goesOn
    }

    private func look(samples: Bool, say: @Sendable (String) -> Void) async throws -> Bool {
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
        if samples { await sample(state) }
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

    private func sample(_ state: RolloutState) async {
        for placement in [state.live, state.candidate, state.standby].compactMap(\.self) {
            guard let sample = try? await target.observe(placement) else { continue }
            store.append(
                Line(
                    at: driver.now(), slot: placement.slot, version: placement.version.description,
                    weight: state.weights[placement.slot] ?? 0, sample: sample), to: "samples.jsonl")
        }
    }
}
