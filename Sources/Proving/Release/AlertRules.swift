import Foundation
import Processes
import Yams

/// Counts what is wrong with a service's alert rules: what `promtool check rules` and `promtool test rules` complain of, and every
/// alert that no test sees firing, or none sees silent.
///
/// promtool runs the tests; that each alert has them is read from the files, since a rule without a test passes promtool.
public struct AlertRules: Sendable {
    static let unit = "findings"
    private static let promtool = Tool("promtool", .debian("prometheus"))

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    /// - Parameter folder: holds `rules.yml`, `tests.yml` and, where Prometheus is configured there, `prometheus.yml`.
    public func read(_ folder: String) async throws -> Reading {
        let program: String
        do { program = try toolbox.locate(Self.promtool) } catch { return .notMeasured("\(error)", unit: Self.unit) }
        let coverage: AlertCoverage
        do {
            coverage = try AlertCoverage(
                rules: String(contentsOfFile: "\(folder)/rules.yml", encoding: .utf8),
                tests: String(contentsOfFile: "\(folder)/tests.yml", encoding: .utf8))
        } catch {
            return .notMeasured("rules.yml or tests.yml in \(folder) cannot be read: \(error)", unit: Self.unit)
        }
        if coverage.alerts.isEmpty { return .notMeasured("rules.yml has no alert", unit: Self.unit) }
        var commands = [["check", "rules", "rules.yml"], ["test", "rules", "tests.yml"]]
        if FileManager.default.fileExists(atPath: "\(folder)/prometheus.yml") {
            commands.append(["check", "config", "prometheus.yml"])
        }
        var reading = Reading(0, Self.unit, findings: coverage.findings)
        for arguments in commands {
            let outcome = try await toolbox.run(
                Command(program, arguments, directory: folder, timeLimit: .seconds(120), mergesErrors: true))
            reading.runs.append(outcome)
            if !outcome.isSuccess {
                reading.findings.append("promtool \(arguments.joined(separator: " ")): \(Self.words(outcome))")
            }
        }
        reading.figure = Double(reading.findings.count)
        reading.details = [
            "alerts": Double(coverage.alerts.count), "seen firing": Double(coverage.firing.count),
            "seen silent": Double(coverage.silent.count),
        ]
        return reading
    }

    private static func words(_ outcome: Outcome) -> String {
        let lines = outcome.output.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let said = lines.filter { !$0.isEmpty && !$0.hasPrefix("Checking") && !$0.hasPrefix("Unit Testing") }
        return said.prefix(12).joined(separator: "; ")
    }
}
