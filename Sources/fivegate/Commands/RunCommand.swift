import ArgumentParser
import Blueprint
import Brief
import Foundation
import Ledger
import Release
import Roles
import Source
import Workflow

/// `fivegate run BRIEF`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Take a brief through the phases; each gate opens on a measurement.",
        discussion: """
            The workspace becomes the service's git repository; the record of the run is in .fivegate/ inside it. A workspace that holds
            an unfinished run of the same brief goes on with it.

              fivegate run Examples/users/brief.yaml -o build/users --yes

            The last phase opens the service's front door, 127.0.0.1:8080, which stays open when the command has ended:
            see fivegate release --help. Stop before it with --to verification.
            """)

    @Argument(help: "The brief, a YAML file; see docs/brief.md.") var brief: String
    @Option(name: [.customShort("o"), .long], help: "The workspace (default ./<api>).") var output: String?
    @Option(help: "Do this phase and all later ones again.") var from: String?
    @Option(help: "Stop behind the gate of this phase.") var to: String?
    @Flag(help: "Print what would be done, and write nothing.") var dryRun = false
    @Flag(help: "Approve the design and the release in advance; the record says so.") var yes = false
    @Option(help: "The front door's port on 127.0.0.1; without it the one that is open, or 8080.") var port: Int?
    @Flag(help: "Print the gates as JSON at the end.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            let project = try BriefFile.project(brief)
            let path = output ?? "./" + project.blueprint.brief.api
            let folder = WorkspaceFolder(path: URL(filePath: path).standardizedFileURL.path(percentEncoded: false))
            guard folder.exists || folder.isFree else {
                throw UsageFailure("\(folder.path) is not a Fivegate workspace; name an empty or a new folder with -o")
            }
            try Phases.check([from, to])
            if dryRun { return Terminal.print(try plan(project, folder)) }
            let journey = Journey(project: project, workspace: folder, stopAfter: to, approves: yes, port: port)
            try await JourneyReport.drive(journey, try start(project, folder), json: json)
        }
    }

    /// An unfinished run of the same brief goes on.
    private func start(_ project: Project, _ folder: WorkspaceFolder) throws -> Journey.Start {
        guard folder.exists, let state = try folder.begunState() else {
            if from != nil { throw UsageFailure("--from needs a workspace in which a run has begun") }
            return .anew
        }
        guard state.brief == SHA256Digest.of(Data(project.briefText.utf8)) else {
            throw UsageFailure(
                "\(folder.path) was made from another brief, or another version of this one; taking it over is not supported yet: name a new folder with -o"
            )
        }
        return .resume(from: from)
    }

    private func plan(_ project: Project, _ folder: WorkspaceFolder) throws -> String {
        let workflow = try Workflow.load(Workflow.standardText, instruments: nil)
        let operations = project.blueprint.endpoints.map(\.id)
        var lines = ["workspace \(folder.path)"]
        for phase in workflow.phases {
            lines.append(
                "\(phase.number) \(phase.title) (\(phase.topology.rawValue))\(phase.isBuilt ? "" : ": not supported yet")"
            )
            if !phase.isBuilt { continue }
            let items = Dictionary(uniqueKeysWithValues: phase.itemKinds.map { ($0, operations) })
            lines += phase.plan(items: items).map { "  task  \($0.id) (\($0.role.rawValue))" }
            lines += phase.gate.map { "  gate  \($0.id): \($0.text)" }
        }
        return lines.joined(separator: "\n")
    }
}

/// The names of phases that a command was given.
enum Phases {
    /// - Throws: `EngineError` for one that is unknown or not built, before anything is written.
    static func check(_ names: [String?]) throws {
        let workflow = try Workflow.load(Workflow.standardText, instruments: nil)
        for name in names.compactMap(\.self) {
            guard let phase = workflow.phase(name) else { throw EngineError.unknownPhase(name) }
            guard phase.isBuilt else { throw EngineError.notBuilt(phase: name) }
        }
    }
}

/// Drives a journey and says at the end how it went.
enum JourneyReport {
    static func drive(_ journey: Journey, _ start: Journey.Start, json: Bool) async throws {
        let began = ContinuousClock.now
        let (state, busy) = try await journey.travel(start)
        let elapsed = ContinuousClock.now - began
        ProgressPrinter.clear()
        let summary = Summary(
            state: state, workspace: journey.workspace.path, door: LocalRelease.openDoor(of: journey.workspace.path),
            ownShare: elapsed > .zero ? (elapsed - busy) / elapsed : nil)
        if json {
            try Terminal.json(state.gates(of: try Workflow.load(Workflow.standardText, instruments: nil)))
        } else {
            Terminal.print(summary.text)
        }
        if summary.exitStatus != 0 { throw ExitCode(summary.exitStatus) }
    }
}
