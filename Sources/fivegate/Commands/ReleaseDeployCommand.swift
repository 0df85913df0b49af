import ArgumentParser
import Foundation
import Ledger
import Processes
import Proving
import Release
import Workflow

/// `fivegate release deploy`
struct ReleaseDeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Build the service, or take an image, and bring it in behind the door, if all gates say GO.")

    @OptionGroup var options: ReleaseOptions
    @Option(help: "With --kubernetes: the image, built from this workspace, with a digest or a tag that never moves.")
    var image: String?
    @Flag(help: "Approve in advance; the record says so.") var yes = false
    @Flag(help: "Print the go/no-go and the plan, and do nothing.") var dryRun = false
    @Flag(help: "Also where this very version serves already: a rehearsal.") var again = false
    @Option(help: "Seconds of observation at each step.") var dwell = 20.0
    @Option(help: "Seconds after which a step with too little traffic waits for your decision.") var patience = 60.0
    @Option(help: "Hours for which the version before is kept warm.") var retention = 24.0
    @Option(help: "The largest share of failed requests, in percent.") var errors = 0.1
    @Option(help: "The largest p95, in milliseconds.") var p95 = 500.0
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if options.kubernetes != (image != nil) {
            throw ValidationError("--kubernetes and --image go together: a cluster runs images, this machine builds")
        }
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let image = try image.map(ImageReference.init)
            let wiring = try await options.wiring()
            let decision = try decide(wiring.folder)
            for line in decision.lines { Terminal.error(line) }
            if dryRun {
                var isFirst = try wiring.store.load().live == nil
                if isFirst { isFirst = try await wiring.target.found() == nil }
                let lines = plan.lines(first: isFirst, image: image?.text)
                for (index, line) in lines.enumerated() { Terminal.print("\(index + 1). \(line)") }
            }
            guard decision.isGo else { throw ExitCode(ExitStatus.gateClosed) }
            if dryRun { return }
            try approve(wiring)
            let version = if let image { try wiring.take(image) } else { try await build(wiring) }
            Terminal.error("version \(version), \(wiring.whereabouts)")
            let state = try await wiring.control(progress: ReleaseWiring.say)
                .deploy(version, plan: plan, again: again)
            VersionFolder(store: wiring.store).prune(keeping: state)
            if state.live != nil { try await wiring.watch() }
            try wiring.writeUnit()
            try await wiring.report(json: json, isGood: state.stage == .serving && state.live?.version == version)
        }
    }

    private var plan: RolloutPlan {
        RolloutPlan(
            dwell: dwell, patience: patience, retention: Int64(retention * 3600),
            criteria: Criteria(errorShare: errors / 100, p95: p95 / 1000))
    }

    /// From the gates that the workspace's record holds.
    private func decide(_ folder: WorkspaceFolder) throws -> GoNoGo {
        let gates = try folder.state(try folder.ledger()).gates(
            of: try Workflow.load(Workflow.standardText, instruments: nil))
        return GoNoGo(gates.filter { $0.phase != "release" }, workspace: folder.path)
    }

    private func approve(_ wiring: ReleaseWiring) throws {
        if yes { return }
        guard Terminal.canAsk else {
            throw UsageFailure("a release needs an approval: answer at a terminal, or say --yes")
        }
        FileHandle.standardError.write(
            Data("Release \(wiring.name) \(wiring.whereabouts)? [y/N] ".utf8))
        let answer = readLine()?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else { throw UsageFailure("not approved; nothing was released") }
    }

    /// Ctrl-C ends the compiler; nothing is released yet.
    private func build(_ wiring: ReleaseWiring) async throws -> Version {
        guard case .machine(let release) = wiring.place else { throw UsageFailure("a cluster is given an --image") }
        let compiling = Supervisor()
        let package = wiring.folder.path
        return try await interruptible(stopping: compiling) {
            let server = try await ReleaseServer.path(of: package, compiling) { Terminal.error($0) }
            return try await release.add(server: server, package: package)
        }
    }
}

extension ReleaseWiring {
    /// An image needs no build; what its migrations do is read in the workspace.
    fileprivate func take(_ image: ImageReference) throws -> Version {
        try ImageFolder(store: store).add(image.text, version: image.version, package: folder.path)
        return image.version
    }

    /// For a server that boots.
    fileprivate func writeUnit() throws {
        guard case .machine(let release) = place else { return }
        try release.writeUnit(executable: Self.executable, workspace: folder.path)
    }
}
