import Blueprint
import Foundation

/// Share of the test plan's scenarios that the built server passes over HTTP.
public enum Scenarios {
    static let unit = "%"
    /// Servers at the same time.
    private static let width = 2

    /// - Parameters:
    ///   - operation: only the scenarios of this operation; nil: all.
    ///   - progress: is told how many of how many have been played.
    /// - Throws: as `ScenarioStage`; what stops a server from starting is a finding of its scenario.
    public static func read(
        on stage: ScenarioStage, operation: String? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Reading {
        let cases = operation.map(stage.blueprint.cases(of:)) ?? Array(stage.blueprint.cases)
        let player = ScenarioPlayer(stage: stage)
        var results: [Int: [String]] = [:]
        try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            var next = 0
            while next < min(width, cases.count) {
                let index = next
                group.addTask { (index, try await result(of: cases[index], player)) }
                next += 1
            }
            while let (index, result) = try await group.next() {
                results[index] = result
                progress(results.count, cases.count)
                guard next < cases.count else { continue }
                let upcoming = next
                group.addTask { (upcoming, try await Self.result(of: cases[upcoming], player)) }
                next += 1
            }
        }
        let findings = cases.enumerated().compactMap { index, one -> String? in
            guard let differences = results[index], !differences.isEmpty else { return nil }
            return "\(one.id) (\(one.title)): \(differences.prefix(3).joined(separator: "; "))"
        }
        return .share(without: findings, of: cases.count, unit, details: ["scenarios": Double(cases.count)])
    }

    private static func result(of one: Case, _ player: ScenarioPlayer) async throws -> [String] {
        do { return try await player.play(one) } catch let error as CancellationError { throw error } catch {
            return ["\(error)"]
        }
    }
}
