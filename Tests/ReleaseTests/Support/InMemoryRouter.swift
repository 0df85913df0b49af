@testable import Release

/// A router that remembers.
actor InMemoryRouter: Router {
    struct Closed: Error {}
    struct BadWeight: Error {}

    private var isOpen = false
    private var weights: [Slot: Int] = [:]
    private var up: Set<Slot> = []

    func ensure(_ table: RoutingTable) {
        if isOpen { return }
        isOpen = true
        weights = [.blue: 0, .green: 0].merging(table.entries.mapValues(\.weight)) { $1 }
        up = Set(table.entries.keys)
    }

    func attach(_ slot: Slot, port: Int) throws {
        try check()
        weights[slot] = 0
        up.insert(slot)
    }

    func setWeight(_ weight: Int, of slot: Slot) throws {
        try check()
        guard (0...256).contains(weight) else { throw BadWeight() }
        weights[slot] = weight
        if weight > 0 { up.insert(slot) }
    }

    func readWeights() throws -> [Slot: Int] {
        try check()
        return weights
    }

    func stats() throws -> [Slot: RouterStats] {
        try check()
        return Dictionary(
            uniqueKeysWithValues: Slot.allCases.map {
                ($0, RouterStats(requests: 0, errors: 0, current: 0, isUp: up.contains($0)))
            })
    }

    func drain(_ slot: Slot, within limit: Duration) throws -> Bool {
        try check()
        return true
    }

    func detach(_ slot: Slot) throws {
        try check()
        up.remove(slot)
    }

    func stop() { isOpen = false }

    private func check() throws { if !isOpen { throw Closed() } }
}
