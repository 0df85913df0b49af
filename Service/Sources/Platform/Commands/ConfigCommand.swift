import ArgumentParser
import Foundation

/// `Server config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "List the configuration: what is set, the defaults, and what is wrong. Secrets are not shown.")

    func run() async throws {
        let context = try CommandContext.required()
        let hasAccounts = context.definition.accounts != nil
        for setting in Setting.all where hasAccounts || !setting.isForAccounts {
            context.print("\(setting.name)=\(setting.shown(in: context.variables))")
            context.print("    \(setting.meaning)\(setting.isRequiredInProduction ? "; required in production" : "")")
        }
        _ = try ServiceConfiguration(context.variables, service: context.definition.name, hasAccounts: hasAccounts)
    }
}

extension Setting {
    /// The value that holds, with where it comes from unless it was set; never a secret's.
    fileprivate func shown(in variables: [String: String]) -> String {
        let value = variables[name].flatMap { $0.isEmpty ? nil : $0 }
        guard isSecret else { return value ?? initial.map { "\($0) (default)" } ?? "(not set)" }
        if value != nil { return "(set, hidden)" }
        return variables[name + "_FILE"].map { "(from the file \($0))" } ?? "(not set)"
    }
}

/// `Server keys new`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make keys for access tokens.", subcommands: [New.self])

    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a key set for TOKEN_KEYS_FILE with a new key in front.",
            discussion: """
                To rotate: `Server keys new --before FILE > NEW`, restart every process with NEW, and leave the old key out when \
                its last access token has ended.
                """)

        @Option(help: "A key set whose keys stay behind the new one.") var before: String?

        func run() async throws {
            let context = try CommandContext.required()
            let existing = try before.map { try PrivateFile.read($0) }
            context.print(try TokenKeys.generate(id: context.newID(), before: existing).trimmedLineEnd)
        }
    }
}
