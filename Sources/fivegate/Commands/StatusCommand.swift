import ArgumentParser
import Foundation
import Ledger
import Release
import Workflow

/// `fivegate status`
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say where the workspace's run is, and what comes next.")

    @OptionGroup var options: WorkspaceOptions
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print again whenever something has changed, until the run stops.") var watch = false

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let ledger = try folder.ledger()
            var shown: RunState?
            repeat {
                let state = try folder.state(ledger)
                if state != shown { try show(state, folder) }
                shown = state
                guard watch, state.status == .running else { return }
                // The journal is a file: there is nothing to be woken by.
                try await Task.sleep(for: .milliseconds(500))
            } while true
        }
    }

    private func show(_ state: RunState, _ folder: WorkspaceFolder) throws {
        if json {
            try Terminal.json(StatusLine(state))
        } else {
            Terminal.print(
                Summary(
                    state: state, workspace: folder.path, door: LocalRelease.openDoor(of: folder.path)
                ).text)
        }
    }
}

/// `fivegate status --json`
private struct StatusLine: Encodable {
    struct Phase: Encodable {
        var phase: String
        var status: String
        var tasksDone: Int
        var tasks: Int
    }

    var run: String
    var api: String
    var status: String
    var phases: [Phase]
    var completedEndpoints: Int
    var totalEndpoints: Int
    /// Lines covered in per cent, once measured.
    var coverage: Double?

    enum CodingKeys: String, CodingKey {
        case run, api, status, phases, coverage
        case completedEndpoints = "completed_endpoints"
        case totalEndpoints = "total_endpoints"
    }

    init(_ state: RunState) {
        run = state.run
        api = state.api
        status =
            switch state.status {
            case .running: "running"
            case .finished: "finished"
            case .stopped(.interrupted): "interrupted"
            case .stopped(.taskFailed): "task failed"
            case .stopped(.gateClosed): "gate closed"
            case .stopped(.requested): "stopped as asked"
            case .stopped(.unsettled): "workspace changes while it is measured"
            case .stopped(.notBuilt): "next phase not supported yet"
            }
        phases = state.phases.map { phase in
            Phase(
                phase: phase.id, status: phase.status.rawValue,
                tasksDone: phase.tasks.filter { $0.status == .finished }.count, tasks: phase.tasks.count)
        }
        (completedEndpoints, totalEndpoints) = state.items(of: "implementation")
        coverage = state.phase("implementation")?.gate.first { $0.criterion.instrument == "coverage.lines" }?.value
    }
}
