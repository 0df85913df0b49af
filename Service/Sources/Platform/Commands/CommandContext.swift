import Foundation

/// What a command works on and with. Commands are made by the argument parser, which knows nothing of the service: the context reaches
/// them as a task-local value.
struct CommandContext: Sendable {
    @TaskLocal static var current: CommandContext?

    var definition: ServiceDefinition
    /// The process's environment.
    var variables: [String: String]
    var now: @Sendable () -> Timestamp = { .now }
    var newID: @Sendable () -> String = { UUIDv7.make() }
    /// Prints a line on standard output.
    var print: @Sendable (String) -> Void
    /// Reads a secret from standard input; nil: there is none.
    var readSecret: @Sendable (_ prompt: String) -> String?

    /// - Throws: ``CommandError/noContext`` for a command that was not started by ``ServerCommand/main(_:)``.
    static func required() throws -> CommandContext {
        guard let current else { throw CommandError.noContext }
        return current
    }

    /// The checked configuration, with the secrets that a development machine makes itself.
    func configuration() throws -> ServiceConfiguration {
        var configuration = try ServiceConfiguration(
            variables, service: definition.name, hasAccounts: definition.accounts != nil)
        try DevelopmentSecrets.fill(&configuration, newID: newID)
        return configuration
    }

    func migrator(_ configuration: ServiceConfiguration) throws -> Migrator {
        try Migrator(
            path: configuration.databasePath, migrations: Migration.read(folder: configuration.migrationsFolder),
            now: now)
    }

    /// The model of the service's accounts.
    func accounts() throws -> AccountModel {
        guard let model = definition.accounts else { throw CommandError.noAccounts }
        return model
    }
}

/// Why a command did not do its work.
enum CommandError: Error, Equatable, CustomStringConvertible {
    case noContext
    case noAccounts
    case noPassword
    case password(String)
    case login(String)
    case assignment(String)
    case pending([String])
    case production

    var description: String {
        switch self {
        case .noContext: "the command has no service; start it through ServerCommand.main"
        case .noAccounts: "this service has no accounts"
        case .noPassword: "the password is expected on standard input, in one line"
        case .password(let reason): "the password \(reason)"
        case .login(let text): "`\(text)` is no e-mail address"
        case .assignment(let text): "`\(text)` is no assignment; expected --set field=value"
        case .pending(let labels): "migrations are pending (\(labels.joined(separator: ", "))); run: Server migrate up"
        case .production: "demo data has well-known passwords; it is refused with ENVIRONMENT=production"
        }
    }
}
