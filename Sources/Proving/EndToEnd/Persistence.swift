import Blueprint
import Foundation
import Glibc
import Processes

/// Counts the writes that a server had acknowledged and that are not there any more when it was ended by SIGKILL and started again.
/// The successful case of each writing operation is played for it.
public enum Persistence {
    static let unit = "lost writes"

    /// - Throws: as `ScenarioStage`.
    public static func read(on stage: ScenarioStage) async throws -> Reading {
        let writes = stage.blueprint.endpoints.compactMap { endpoint in
            stage.blueprint.cases(of: endpoint.id).first { isWrite($0) }
        }
        guard !writes.isEmpty else { return .notMeasured("no operation writes anything", unit: unit) }
        var reading = Reading(0, unit)
        for one in writes {
            do {
                if let problem = try await problem(of: one, stage) { reading.findings.append("\(one.id): \(problem)") }
            } catch let error as CancellationError { throw error } catch {
                reading.findings.append("\(one.id): \(error)")
            }
        }
        reading.figure = Double(reading.findings.count)
        reading.details = ["writes": Double(writes.count)]
        return reading
    }

    private static func isWrite(_ one: Case) -> Bool {
        guard let step = one.steps.first, one.steps.count == 1 else { return false }
        return step.request.method != "GET" && (200...299).contains(step.expect.status) && !one.isUnchanged
    }

    private static func problem(of one: Case, _ stage: ScenarioStage) async throws -> String? {
        try await stage.holding(one.given) { state, database in
            let before = try database.contents()
            var process = try await stage.start(on: state)
            var written: [String] = []
            do {
                let problem = try await ScenarioPlayer(stage: stage).answer(one, process, database)
                if let problem {
                    try await process.stop()
                    return problem
                }
                written = try database.contents()
                // Nothing that is still to be written has a chance.
                kill(process.child.identity.pid, SIGKILL)
                _ = try? await process.child.wait()
                process = try await stage.start(on: state)
            } catch {
                _ = try? await process.stop()
                throw error
            }
            // On a connection of its own: the file may be another now.
            let kept = try ScenarioDatabase(path: state + "/service.sqlite", schema: stage.blueprint.schema).contents()
            try await process.stop()
            if kept == written { return nil }
            return kept == before ? "is gone after a restart" : "the rows are others after a restart"
        }
    }
}
