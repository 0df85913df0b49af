import ArgumentParser
import Foundation

/// The executable of a service.
public struct ServerCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "Server", abstract: "Runs the service and looks after its data.",
        discussion: "The configuration comes from the environment; `Server config` lists it.",
        subcommands: [
            ServeCommand.self, MigrateCommand.self, SeedCommand.self, AdminCommand.self, BackupCommand.self,
            RestoreCommand.self,
            PurgeCommand.self, ConfigCommand.self, KeysCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)

    public init() {}

    /// Runs the command that the arguments ask for, and ends the process with its exit status.
    public static func main(_ definition: ServiceDefinition) async {
        let context = CommandContext(
            definition: definition, variables: ProcessInfo.processInfo.environment, print: { print($0) },
            readSecret: StandardInput.readSecret)
        await CommandContext.$current.withValue(context) { await ServerCommand.main() }
    }
}
