import ArgumentParser
import Brief
import Foundation
import Proving
import Release

/// `fivegate release report`
struct ReleaseReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What the monitor measured: latency, errors, availability, resources, usage, alerts.",
        discussion: """
            The supervisor samples every 5 seconds, and writes a report of the first 5 minutes and of each of the first 24 hours of
            a release by itself, to .fivegate/release/reports. This makes one now. What the service does not export is named as
            not measured. Alerts are those that would fire now by the service's rules. See docs/release.md.
            """)

    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "How far back it goes, in hours.") var hours = 1.0
    @Flag(help: "Print the report as JSON on standard output.") var json = false
    @Option(
        name: [.short, .long],
        help: "A folder for report.json, report.md and the plots; without it one in .fivegate/release/reports.")
    var output: String?

    func validate() throws {
        guard hours > 0, hours <= 24 * 366 else { throw ValidationError("--hours is a number above 0.") }
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try workspace.find()
            let store = try ReleaseStore(folder: folder.path + "/.fivegate/release")
            let (report, written) = try folder.reports(of: store).ask(
                hours: hours, at: Int64(Date().timeIntervalSince1970), into: output)
            Terminal.print(
                json
                    ? String(decoding: try report.json().dropLast(), as: UTF8.self)
                    : report.summary.trimmingCharacters(in: .newlines))
            Terminal.error("written to \(written): report.json, report.md, plots")
        }
    }
}

extension WorkspaceFolder {
    /// The reports of its release, held against the brief's objectives; without a brief that can be read, against the standard's.
    func reports(of store: ReleaseStore) throws -> WatchReports {
        let levels = BriefReader.read(path: path + "/brief.yaml").brief?.slo ?? ServiceLevels()
        return WatchReports(
            store: store, service: try BuildFolder.name(of: path),
            objectives: Objectives(availability: levels.availability, p95: levels.p95, errors: levels.errors))
    }
}
