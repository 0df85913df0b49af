import Testing

@testable import Release

/// What holds for every target: two versions side by side, from their start to their end.
enum TargetConformance {
    static func check(_ target: any Target, _ versions: [Version]) async throws {
        try await target.ensure(RoutingTable())
        let blue = try await begun(Placement(version: versions[0], slot: .blue), on: target)
        try await target.setWeight(100, of: .blue)
        #expect(try await target.readWeights() == [.blue: 100, .green: 0])
        #expect(try await target.versionAtTheDoor() == versions[0].description)
        // What a release before may have left.
        try await target.setWeight(30, of: .green)
        let green = try await begun(Placement(version: versions[1], slot: .green), on: target)
        #expect(try await target.readWeights() == [.blue: 100, .green: 0], "attached without traffic")
        try await weights(target)
        #expect(try await target.versionAtTheDoor() == versions[1].description)
        try await target.shiftBack(to: .blue, from: .green)
        #expect(try await target.readWeights() == [.blue: 100, .green: 0])
        #expect(try await target.drain(.green))
        try await target.stop(green)
        #expect(try await !runs(green, target))
        #expect(try await runs(blue, target))
        try await ended(target, blue)
    }

    /// Started, ready, asked, behind the door.
    private static func begun(_ initial: Placement, on target: any Target) async throws -> Placement {
        var placement = initial
        try await target.migrate(placement, beside: nil)
        placement.instance = try await target.start(placement)
        try await target.awaitReady(placement)
        try await target.smoke(placement)
        try await target.attach(placement)
        #expect(try await runs(placement, target))
        #expect(try await target.observe(placement).isHealthy)
        var other = placement
        other.version = Version(content: "other")
        await #expect(throws: ReleaseError.self, "another version than is told") { try await target.smoke(other) }
        return placement
    }

    private static func runs(_ placement: Placement, _ target: any Target) async throws -> Bool {
        try await target.isRunning(try #require(placement.instance))
    }

    private static func weights(_ target: any Target) async throws {
        for weight in [10, 50, 100] {
            try await target.setWeight(weight, of: .green)
            #expect(try await target.readWeights() == [.blue: 100, .green: weight])
        }
        for weight in [300, -1] {
            await #expect(throws: ReleaseError.self, "\(weight)") { try await target.setWeight(weight, of: .green) }
        }
        try await target.setWeight(0, of: .blue)
        #expect(try await target.readWeights() == [.blue: 0, .green: 100])
    }

    private static func ended(_ target: any Target, _ blue: Placement) async throws {
        try await target.endAll()
        #expect(try await !runs(blue, target))
        await #expect(throws: ReleaseError.self, "the door is shut") { try await target.versionAtTheDoor() }
        // Also where nothing is left to end.
        try await target.endAll()
    }
}
