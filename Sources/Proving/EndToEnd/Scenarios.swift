import Blueprint
import Foundation

/// What came of playing the test plan's scenarios against a built server over HTTP.
public struct Scenarios: Sendable {
    /// Share of them that pass.
    public let reading: Reading
    /// The statuses that were answered, by operation.
    let statuses: [String: Set<Int>]

    /// Servers at the same time.
    private static let width = 2

    /// - Parameters:
    ///   - operation: only the scenarios of this operation; nil: all.
    ///   - progress: is told how many of how many have been played.
    /// - Throws: as `ScenarioStage`; what stops a server from starting is a finding of its scenario.
    public static func play(
        on stage: ScenarioStage, operation: String? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Scenarios {
        let cases = operation.map(stage.blueprint.cases(of:)) ?? Array(stage.blueprint.cases)
        let player = ScenarioPlayer(stage: stage)
        var played: [Int: ScenarioPlayer.Played] = [:]
        try await withThrowingTaskGroup(of: (Int, ScenarioPlayer.Played).self) { group in
            var next = 0
            while next < min(width, cases.count) {
                let index = next
                group.addTask { (index, try await result(of: cases[index], player)) }
                next += 1
            }
            while let (index, result) = try await group.next() {
                played[index] = result
                progress(played.count, cases.count)
                guard next < cases.count else { continue }
                let upcoming = next
                group.addTask { (upcoming, try await Self.result(of: cases[upcoming], player)) }
                next += 1
            }
        }
        return Scenarios(cases, played)
    }

    private init(_ cases: [Case], _ played: [Int: ScenarioPlayer.Played]) {
        var statuses: [String: Set<Int>] = [:]
        var findings: [String] = []
        for (index, one) in cases.enumerated() {
            guard let result = played[index] else { continue }
            statuses[one.operation, default: []].formUnion(result.statuses)
            if result.differences.isEmpty { continue }
            findings.append("\(one.id) (\(one.title)): \(result.differences.prefix(3).joined(separator: "; "))")
        }
        self.statuses = statuses
        reading = .share(without: findings, of: cases.count, "%", details: ["scenarios": Double(cases.count)])
    }

    private static func result(of one: Case, _ player: ScenarioPlayer) async throws -> ScenarioPlayer.Played {
        do { return try await player.play(one) } catch let error as CancellationError { throw error } catch {
            return .init(differences: ["\(error)"])
        }
    }
}
