import Synchronization

@testable import Release

/// HAProxy that does not tell what it counted for some questions, as one does that was killed and is not yet gone.
final class SilentRouter: Router {
    private let real: any Router
    private let silences: Mutex<Int>

    init(_ real: any Router, silences: Int) {
        self.real = real
        self.silences = Mutex(silences)
    }

    func stats() async throws -> [Slot: RouterStats] {
        let isSilent = silences.withLock { left in
            left -= 1
            return left >= 0
        }
        if isSilent { throw ReleaseError.proxy("HAProxy does not listen") }
        return try await real.stats()
    }

    func ensure(_ table: RoutingTable) async throws { try await real.ensure(table) }
    func attach(_ slot: Slot, port: Int) async throws { try await real.attach(slot, port: port) }
    func setWeight(_ weight: Int, of slot: Slot) async throws { try await real.setWeight(weight, of: slot) }
    func readWeights() async throws -> [Slot: Int] { try await real.readWeights() }
    func drain(_ slot: Slot, within limit: Duration) async throws -> Bool { try await real.drain(slot, within: limit) }
    func detach(_ slot: Slot) async throws { try await real.detach(slot) }
    func stop() async throws { try await real.stop() }
}
