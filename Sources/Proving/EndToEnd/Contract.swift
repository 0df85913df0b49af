import Blueprint
import Foundation

/// Counts where the OpenAPI document and the server disagree, in both directions: an answer that is not documented, and a
/// documented one that is never seen. The scenarios show most of them. What comes before an operation's own answers (400, 401, 404,
/// and what `Idempotency-Key` brings) is provoked for each operation; what depends on the machine (406, 413, 415, 429, 500, 503)
/// once for the service. An operation that the brief grants to nobody is only looked at in the first direction.
public struct Contract: Sendable {
    static let unit = "disagreements"
    static let once: Set<Int> = [406, 413, 415, 429, 500, 503]
    private static let each: Set<Int> = [400, 401, 404, 409, 422]

    let stage: ScenarioStage
    let surface: Surface

    /// - Parameter document: the OpenAPI document's text.
    /// - Throws: `Surface.Unreadable`
    public init(on stage: ScenarioStage, document: String) throws {
        self.stage = stage
        surface = try Surface(openAPI: document)
    }

    /// - Parameter scenarios: of the same server.
    public func read(_ scenarios: Scenarios) async throws -> Reading {
        guard !scenarios.statuses.isEmpty else { return .notMeasured("no scenario was played", unit: Self.unit) }
        var reading = Reading(0, Self.unit)
        var seen = 0
        for operation in surface.operations {
            seen += try await look(at: operation, answered: scenarios.statuses[operation.id] ?? [], &reading)
        }
        let known = Set(surface.operations.map(\.id))
        reading.findings += scenarios.statuses.keys.filter { !known.contains($0) }.sorted().map {
            "\($0) is not documented"
        }
        for status in Self.once.sorted() where surface.operations.contains(where: { $0.documents(status) }) {
            if let problem = try await provoke(status, of: surface.operations) {
                reading.findings.append("\(status) is documented, and could not be provoked: \(problem)")
            } else {
                seen += 1
            }
        }
        reading.figure = Double(reading.findings.count)
        reading.details = ["documented answers seen": Double(seen)]
        return reading
    }

    /// - Returns: how many of the documented answers were seen.
    private func look(at operation: SurfaceOperation, answered: Set<Int>, _ reading: inout Reading) async throws -> Int
    {
        reading.findings += answered.sorted().filter { !operation.documents($0) }.map {
            "\(operation.id) answers \($0), which is not documented"
        }
        guard success(of: operation) != nil else {
            reading.notes.append("\(operation.id): nobody succeeds with it, so its other answers were not looked for")
            return 0
        }
        let documented = Set(operation.answers.compactMap { Int($0.status) }).subtracting(Self.once)
        var seen = documented.intersection(answered).count
        for status in documented.subtracting(answered).sorted() {
            let problem = Self.each.contains(status) ? try await provoke(status, of: [operation]) : "no scenario has it"
            if let problem {
                reading.findings.append("\(operation.id) documents \(status), which is never seen: \(problem)")
            } else {
                seen += 1
            }
        }
        return seen
    }

    /// - Returns: why the status could not be had; nil: it was.
    private func provoke(_ status: Int, of operations: [SurfaceOperation]) async throws -> String? {
        var last = "no operation that documents it has a scenario that succeeds"
        for operation in operations where operation.documents(status) {
            guard let one = success(of: operation, for: status) else { continue }
            let answered: Set<Int>
            do {
                answered = try await ContractProbe(stage: stage, one: one).answers(provoking: status)
            } catch let error as CancellationError {
                throw error
            } catch {
                last = "\(operation.id): \(error)"
                continue
            }
            if answered.contains(status) { return nil }
            last = "\(operation.id) answers \(answered.sorted().map(String.init).joined(separator: ", ")) instead"
        }
        return last
    }

    /// A scenario of one request that succeeds; one with a body where the status is about bodies.
    private func success(of operation: SurfaceOperation, for status: Int = 200) -> Case? {
        stage.blueprint.cases(of: operation.id).first { one in
            guard one.steps.count == 1, let step = one.steps.first, (200...299).contains(step.expect.status) else {
                return false
            }
            if status == 413 || status == 415, step.request.body == .none { return false }
            return true
        }
    }
}
