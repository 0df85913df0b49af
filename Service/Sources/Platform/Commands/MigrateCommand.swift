import ArgumentParser

/// `Server migrate up|down|status`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the schema up to date, back, or show where it is.",
        subcommands: [Up.self, Down.self, Status.self])

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Apply all pending migrations.")

        func run() async throws {
            let context = try CommandContext.required()
            let applied = try context.migrator(context.configuration()).up()
            context.print(
                applied.isEmpty ? "nothing is pending" : applied.map { "applied \($0)" }.joined(separator: "\n"))
        }
    }

    struct Down: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the last migrations back. Data in what they made is lost.")

        @Option(help: "How many.") var steps = 1

        func validate() throws {
            if steps < 1 { throw ValidationError("--steps must be at least 1") }
        }

        func run() async throws {
            let context = try CommandContext.required()
            let reverted = try context.migrator(context.configuration()).down(steps: steps)
            context.print(
                reverted.isEmpty ? "nothing is applied" : reverted.map { "reverted \($0)" }.joined(separator: "\n"))
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List migrations and whether they are applied.")

        func run() async throws {
            let context = try CommandContext.required()
            for step in try context.migrator(context.configuration()).status() {
                let state = step.appliedAt.map { "applied \($0.text)" } ?? "pending"
                context.print("\(step.label)  \(state)\(step.isUnknown ? "  (no file here)" : "")")
            }
        }
    }
}
