import Blueprint
import Foundation
import Processes

/// Counts the examples of a service's reference pages that do not do what is printed: each program is executed as it stands, on a
/// server that holds what its case is given, and its status and body are compared with the page.
public struct DocumentExamples: Sendable {
    static let unit = "examples that differ"

    let stage: ScenarioStage
    private var toolbox: Toolbox { stage.toolbox }

    public init(on stage: ScenarioStage) { self.stage = stage }

    /// - Parameter folder: `docs/reference` of the service.
    public func read(_ folder: String) async throws -> Reading {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        let pages = names.filter { $0.hasSuffix(".md") }.compactMap {
            try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
        }
        let printed = pages.flatMap(PrintedExample.all)
        if printed.isEmpty { return .notMeasured("\(folder) prints no example", unit: Self.unit) }
        let runners = try ExampleRunner.all(toolbox, folder: stage.folder)
        let documented = stage.blueprint.documentedExamples()
        var reading = Reading(0, Self.unit, findings: Self.missing(documented, printed))
        var executed = 0
        for example in printed {
            guard let known = documented[example.operation] else {
                reading.findings.append("\(example.operation): is printed, but there is no such operation")
                continue
            }
            for runner in runners {
                guard let program = example.programs[runner.tag] else {
                    reading.findings.append("\(example.operation): has no example in \(runner.tag)")
                    continue
                }
                executed += 1
                let differences = try await differences(example, known, program, runner, &reading)
                reading.findings += differences.map { "\(example.operation), \(runner.tag): \($0)" }
            }
        }
        reading.figure = Double(reading.findings.count)
        reading.details = ["executed": Double(executed), "operations": Double(printed.count)]
        let absent = Set(ExampleRunner.tags).subtracting(runners.map(\.tag)).sorted()
        reading.notes += (absent + ["swift"]).map { "examples in \($0) were not executed" }
        return reading
    }

    private static func missing(_ documented: [String: DocumentedExample], _ printed: [PrintedExample]) -> [String] {
        Set(documented.keys).subtracting(printed.map(\.operation)).sorted().map { "\($0): no page prints its example" }
    }

    private func differences(
        _ example: PrintedExample, _ known: DocumentedExample, _ program: String, _ runner: ExampleRunner,
        _ reading: inout Reading
    ) async throws -> [String] {
        let outcome = try await stage.playing(known.given) { server, database in
            try await runner.run(
                program, toolbox,
                environment: [
                    "BASE_URL": server.client.base, "TOKEN": try token(known.request.identity, database),
                ])
        }
        reading.runs.append(outcome)
        guard outcome.isSuccess, let answer = runner.answer(in: outcome.output.text) else {
            return ["did not run: " + outcome.output.text.suffix(300) + outcome.errors.text.suffix(300)]
        }
        var found: [String] = []
        if answer.status != example.status {
            found.append("answered \(answer.status), and \(example.status.map(String.init) ?? "nothing") is printed")
        }
        let body = JSON(parsing: Data(answer.body.utf8))
        let printed = example.body.flatMap { JSON(parsing: Data($0.utf8)) }
        if example.body != nil, printed == nil { found.append("what is printed is no JSON") }
        guard let matcher = known.expect.body, matcher != .empty else {
            return found + (answer.body.isEmpty ? [] : ["has a body, and none is printed"])
        }
        return found + PrintedAnswer.differences(printed: printed, found: body, matcher)
    }

    private func token(_ identity: Request.Identity, _ database: ScenarioDatabase) throws -> String {
        guard case .account(let account) = identity else { return "" }
        let session = try database.openSession(of: account, isRevoked: false)
        return stage.key.token(account: account, session: session, issued: database.now)
    }
}
