import ArgumentParser
import Foundation
import Processes
import Proving
import Release

/// What every release command is told.
struct ReleaseOptions: ParsableArguments {
    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "The front door's port on 127.0.0.1; without it the one that is open, or 8080.") var port: Int?

    func wiring() throws -> ReleaseWiring { try ReleaseWiring(folder: workspace.find(), port: port) }
}

/// A workspace's release and what commands say of it.
struct ReleaseWiring {
    let folder: WorkspaceFolder
    let release: LocalRelease

    var store: ReleaseStore { release.store }
    var target: LocalTarget { release.target }
    var door: Int { release.door }
    var name: String { release.name }

    init(folder: WorkspaceFolder, port: Int?) throws {
        self.folder = folder
        release = try LocalRelease(workspace: folder.path, port: port)
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        release.control(progress: progress)
    }

    func status() async throws -> ReleaseStatus { try await release.status() }

    /// This command's own file.
    static var executable: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// Starts the detached supervisor, unless one runs.
    func watch() async throws { try await release.watch(with: Self.executable, workspace: folder.path) }

    /// Says on standard error what is done.
    static func say(_ state: RolloutState) {
        let weights = state.weights.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
        Terminal.error("  \(state.stage.words)  [\(weights)]\(state.reason.map { "  \($0)" } ?? "")")
    }

    /// Ends a command: the status on standard output, exit status 1 unless `isGood`.
    func report(json: Bool, isGood: Bool) async throws {
        try await ReleaseStatusCommand.show(status(), json: json)
        if !isGood { throw ExitCode(ExitStatus.gateClosed) }
    }
}
