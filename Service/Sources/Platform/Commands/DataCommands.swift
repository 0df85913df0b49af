import ArgumentParser
import GRDB

/// `Server backup FILE`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a checked copy of the database, also while the service runs.")

    @Argument(help: "A file that does not exist yet.") var file: String

    func run() async throws {
        let context = try CommandContext.required()
        let database = try ServiceDatabase.open(context.configuration().databasePath, readers: 1)
        defer { try? database.close() }
        try Backup.write(of: database, to: file)
        context.print("wrote \(file)")
    }
}

/// `Server restore FILE`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the database; the service has to be stopped.")

    @Argument(help: "A file that `backup` wrote.") var file: String

    func run() async throws {
        let context = try CommandContext.required()
        let path = try context.configuration().databasePath
        let former = try Backup.restore(file, to: path, at: context.now())
        context.print("restored \(path)" + (former.map { "; the former database is \($0)" } ?? ""))
    }
}

/// `Server purge`
struct PurgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Remove what was deleted or has expired long enough ago; run it daily.")

    func run() async throws {
        let context = try CommandContext.required()
        let configuration = try context.configuration()
        let model = context.definition.accounts
        let purge = Purge(
            softDeleted: context.definition.softDeleted, accountTable: model?.table,
            auditRetention: Int64(configuration.auditRetention) * 86_400, lockoutWindow: model?.lockout?.window ?? 0)
        let database = try ServiceDatabase.open(configuration.databasePath, readers: 1)
        defer { try? database.close() }
        let removed = try await purge.run(on: database, at: context.now())
        for (table, count) in removed.sorted(by: { $0.key < $1.key }) {
            context.print("\(table): \(count) rows removed")
        }
        if removed.isEmpty { context.print("nothing to remove") }
    }
}
