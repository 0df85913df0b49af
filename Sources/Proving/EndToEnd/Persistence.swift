import Blueprint
import Foundation
import Glibc
import Processes

/// Counts the writes that a server had acknowledged and that are not there any more when it was ended by SIGKILL and started again.
/// The successful case of each writing operation is played for it; where none writes, one that reads, whose rows must be there
/// afterwards.
public enum Persistence {
    static let unit = "lost writes"

    /// - Throws: as `ScenarioStage`.
    public static func read(on stage: ScenarioStage) async throws -> Reading {
        let plan = Self.plan(stage.blueprint)
        guard !plan.cases.isEmpty else { return .notMeasured("no operation succeeds on a row", unit: unit) }
        var reading = Reading(0, unit, notes: plan.notes)
        for one in plan.cases {
            do {
                if let problem = try await problem(of: one, stage) { reading.findings.append("\(one.id): \(problem)") }
            } catch let error as CancellationError { throw error } catch {
                reading.findings.append("\(one.id): \(error)")
            }
        }
        reading.figure = Double(reading.findings.count)
        reading.details = ["writes": Double(plan.writes)]
        return reading
    }

    /// Which cases are played, how many of them write, and what is left to say of the others.
    static func plan(_ blueprint: Blueprint) -> (cases: [Case], writes: Int, notes: [String]) {
        let writing = blueprint.endpoints.filter { !$0.isRead }
        let successes = writing.map { endpoint in
            blueprint.cases(of: endpoint.id).first { succeeds($0) && !$0.isUnchanged }
        }
        let writes = successes.compactMap(\.self)
        let others = zip(writing, successes).filter { $0.1 == nil }.map(\.0.id)
        var notes = ["\(writes.count) of \(writing.count) writing operations"]
        if !others.isEmpty { notes.append("no request alone changes a row: \(others.joined(separator: ", "))") }
        if writes.isEmpty, let read = blueprint.cases.first(where: { succeeds($0) && !$0.given.rows.isEmpty }) {
            return ([read], 0, notes + ["the rows of \(read.id) instead"])
        }
        return (writes, writes.count, notes)
    }

    private static func succeeds(_ one: Case) -> Bool {
        guard let step = one.steps.first, one.steps.count == 1 else { return false }
        return (200...299).contains(step.expect.status)
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
