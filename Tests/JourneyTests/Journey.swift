import Foundation
import Glibc
import Ledger
import Processes
import Proving
import Subprocess
import SystemPackage
import Workflow

/// The real command on the real example, in the workspace that `FIVEGATE_WORKSPACE` names. What it leaves there is what
/// `GateTests` plant their faults in.
struct Journey {
    /// Nil: nobody has asked for a journey, which takes minutes.
    static let shared = ProcessInfo.processInfo.environment["FIVEGATE_WORKSPACE"].map(Journey.init(workspace:))

    let workspace: String
    /// Of what is released; always the same, since a workspace has one door. No instance is given such a port.
    private let door = 12_000 + Int(getpid()) % 7_000

    init(workspace: String) { self.workspace = workspace }

    /// Beside the test's own executable.
    private static let command = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "fivegate").path
    /// The example's, which promises 1,000 requests a second; a test asks for a tenth of it, which any machine gives.
    private static let brief: String = {
        let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/users/brief.yaml")
        let brief = FileManager.default.temporaryDirectory.appending(path: "fivegate-journey-\(getpid()).yaml")
        let text = (try? String(contentsOf: example, encoding: .utf8)) ?? ""
        try? text.replacing("throughput: 1000/s", with: "throughput: 100/s").write(
            to: brief, atomically: true, encoding: .utf8)
        return brief.path
    }()

    func removeWorkspace() { try? FileManager.default.removeItem(atPath: workspace) }

    /// Begins the journey, or goes on with it.
    /// - Parameter line: the process is ended with SIGKILL as soon as it prints a line that contains this.
    /// - Returns: how it ended, and what it printed until then.
    func run(killedAt line: String? = nil) async throws -> (status: ExitStatus, said: String) {
        let result = try await Subprocess.run(
            .path(FilePath(Self.command)),
            arguments: ["run", Self.brief, "-o", workspace, "--yes", "--port", "\(door)"],
            input: .none, output: .sequence, error: .combinedWithOutput
        ) { execution in
            var said = ""
            for try await text in execution.standardOutput.strings() {
                said += text + "\n"
                if let line, text.contains(line) { try execution.send(signal: .kill) }
            }
            return said
        }
        return (ExitStatus(result.terminationStatus), result.closureResult)
    }

    /// Another command on the workspace.
    func fivegate(_ arguments: String...) async throws -> Outcome {
        try await Supervisor().run(
            Command(Self.command, arguments + ["-C", workspace], timeLimit: .seconds(60), mergesErrors: true))
    }

    /// What answers at the front door.
    func ask(_ path: String) async throws -> HTTPClient.Answer {
        try await HTTPClient(base: "http://127.0.0.1:\(door)").send("GET", path)
    }

    func git(_ arguments: String...) async throws -> String {
        try await Supervisor().run(Command("git", arguments, directory: workspace, timeLimit: .seconds(60)))
            .successful().output.text
    }

    /// The run as its journal tells it.
    func state() throws -> RunState? {
        let entries = try Ledger(folder: URL(filePath: workspace).appending(path: ".fivegate")).entries()
        try JournalEntry.verify(entries)
        return try RunState.replay(entries)
    }
}

extension ExitStatus {
    fileprivate init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
