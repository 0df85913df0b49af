import ArgumentParser
import Foundation
import Processes
import Proving

/// `fivegate load`
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Put an API under load and say whether it holds.",
        discussion: """
            Requests leave at their intended times whether or not earlier ones came back, and latency counts from the
            intended time: a server that stalls is charged for the stall. Any status that is not documented as success is a
            failure. A workspace's service is built for release, seeded with enough callers that the brief's limits are not met,
            and asked a mix of its own operations. A run in which the generator itself was at its limit is invalid, never a pass.

              fivegate load -C build/users --duration 60s
              fivegate load --openapi openapi.yaml --url http://127.0.0.1:8080 --rate 200 --duration 60s
              fivegate load --openapi openapi.yaml --url http://127.0.0.1:8080 --profile stress --duration 10s \\
                --threshold 'p(95)<100' --threshold 'rate<0.001'

            Profiles: load (constant), stress (doubles, then bisects to the highest rate that meets the thresholds), spike (ten
            times the rate for a quarter of the time), endurance (what grows over time). Thresholds are k6's:
            `p(95)<200` (milliseconds), `rate<0.001` (of failures), `http_reqs: rate>=1000`,
            `http_req_duration{endpoint:User.list}: p(99)<500`.
            Exit status: 0 it holds; 1 it does not, or the run is invalid; 75 interrupted. See docs/load.md.
            """)

    @OptionGroup(title: "A workspace's service") var workspace: WorkspaceOptions
    @OptionGroup(title: "A workspace's service") var own: OwnOptions
    @OptionGroup(title: "Any API") var foreign: ForeignOptions
    @OptionGroup(title: "Load") var load: LoadOptionGroup
    @Flag(help: "Print the report as JSON on standard output.") var json = false
    @Option(name: [.short, .long], help: "A folder for report.json, report.md and the plots.") var output: String?

    func run() async throws {
        try await ExitStatus.reporting {
            let subject =
                foreign.openapi == nil
                ? try LoadSubject.workspace(workspace, own, load) : try LoadSubject.foreign(foreign, load)
            let report = try await Self.measure(subject)
            try show(report)
        }
    }

    /// Ctrl-C stops the run, not the report.
    private static func measure(_ subject: LoadSubject) async throws -> LoadReport {
        let supervisor = Supervisor()
        let kept = Kept()
        do {
            return try await interruptible(stopping: supervisor) {
                let report = try await subject.report(supervisor)
                await kept.keep(report)
                return report
            }
        } catch is Interrupted {
            if let report = await kept.report { return report }
            Terminal.error("fivegate: interrupted before the clock started")
            throw ExitCode(ExitStatus.resumable)
        }
    }

    private func show(_ report: LoadReport) throws {
        if let output { try report.write(to: output) }
        Terminal.print(
            json
                ? String(decoding: try report.json().dropLast(), as: UTF8.self)
                : report.summary.trimmingCharacters(in: .newlines))
        if let output { Terminal.error("written to \(output): report.json, report.md, plots") }
        switch report.verdict {
        case .pass: break
        case .fail, .invalid: throw ExitCode(ExitStatus.gateClosed)
        case .interrupted: throw ExitCode(ExitStatus.resumable)
        }
    }
}

/// A report that outlives the task that made it.
private actor Kept {
    private(set) var report: LoadReport?
    func keep(_ report: LoadReport) { self.report = report }
}
