import ArgumentParser
import Foundation
import Roles
import Workflow

/// `fivegate resume`
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with the workspace's run: after Ctrl-C, a kill, a closed gate or an edit.")

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "Do this phase and all later ones again.") var from: String?
    @Option(help: "Stop behind the gate of this phase.") var to: String?
    @Flag(help: "Approve the design and the release in advance; the record says so.") var yes = false
    @Option(help: "The front door's port on 127.0.0.1; without it the one that is open, or 8080.") var port: Int?
    @Flag(help: "Print the gates as JSON at the end.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let state = try folder.state(try folder.ledger())
            let project = try BriefFile.project(folder.path + "/brief.yaml")
            guard state.brief == SHA256Digest.of(Data(project.briefText.utf8)) else {
                throw UsageFailure(
                    "brief.yaml has changed since this run began; begin a new one with: fivegate run \(folder.path)/brief.yaml -o DIR"
                )
            }
            try Phases.check([from, to])
            let journey = Journey(project: project, workspace: folder, stopAfter: to, approves: yes, port: port)
            try await JourneyReport.drive(journey, .resume(from: from), json: json)
        }
    }
}
