import ArgumentParser
import Foundation
import Ledger
import Processes
import Release
import Roles

/// `fivegate serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the workspace's service on this machine, with demo data, until Ctrl-C.")

    @OptionGroup var options: WorkspaceOptions
    @Option(help: "The port on 127.0.0.1 (default 8080; 8081 where 8080 is the door of what is released).") var port:
        Int?

    func run() async throws {
        try await ExitStatus.reporting {
            let folder = try options.find()
            let supervisor = Supervisor()
            let port = port ?? (LocalRelease.openDoor(of: folder.path) == 8080 ? 8081 : 8080)
            do {
                try await interruptible(stopping: supervisor) {
                    try await LocalService(workspace: folder.path, port: port, supervisor: supervisor).serve {
                        Terminal.error($0)
                    }
                }
            } catch is Interrupted {
                Terminal.error("stopped")
            }
        }
    }
}
