import Testing

@testable import Release

/// What holds for every router.
enum RouterConformance {
    /// - Parameter ports: of two healthy instances.
    static func check(_ router: any Router, _ ports: (blue: Int, green: Int)) async throws {
        let blue = RoutingTable([.blue: .init(port: ports.blue, weight: 100)])
        try await router.ensure(blue)
        #expect(try await router.readWeights() == [.blue: 100, .green: 0])
        try await router.attach(.green, port: ports.green)
        #expect(try await router.readWeights() == [.blue: 100, .green: 0], "attached without traffic")
        #expect(try await router.stats()[.green]?.isUp == true)
        try await weights(router)
        try await drained(router)
        try await router.stop()
        await #expect(throws: (any Error).self) { try await router.readWeights() }
        let both = RoutingTable([
            .blue: .init(port: ports.blue, weight: 30), .green: .init(port: ports.green, weight: 70),
        ])
        try await router.ensure(both)
        #expect(try await router.readWeights() == [.blue: 30, .green: 70], "started with the table")
        try await router.stop()
    }

    private static func weights(_ router: any Router) async throws {
        for weight in [10, 50, 100, 0, 1] {
            try await router.setWeight(weight, of: .green)
            #expect(try await router.readWeights() == [.blue: 100, .green: weight])
        }
        await #expect(throws: (any Error).self) { try await router.setWeight(300, of: .green) }
        await #expect(throws: (any Error).self) { try await router.setWeight(-1, of: .green) }
        try await router.ensure(RoutingTable())
        #expect(try await router.readWeights() == [.blue: 100, .green: 1], "what runs is left as it is")
    }

    private static func drained(_ router: any Router) async throws {
        #expect(try await router.drain(.green, within: .seconds(2)))
        #expect(try await router.stats()[.green]?.current == 0)
        try await router.setWeight(40, of: .green)
        #expect(try await router.readWeights() == [.blue: 100, .green: 40])
        #expect(try await router.stats()[.green]?.isUp == true, "a weight brings a drained slot back")
        try await router.detach(.green)
        #expect(try await router.stats()[.green]?.isUp == false)
    }
}
