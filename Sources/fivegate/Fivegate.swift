import ArgumentParser

@main
struct Fivegate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fivegate",
        abstract: "From the requirements of a REST API to a service that was proved at every gate.",
        discussion: """
            Begin with a brief (docs/brief.md), check it, run it, serve what came of it:

              fivegate check brief.yaml
              fivegate run brief.yaml -o build/api
              fivegate serve -C build/api
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "The journey:",
                subcommands: [
                    CheckCommand.self, DesignCommand.self, RenderCommand.self, RunCommand.self, ResumeCommand.self,
                    StatusCommand.self, ApproveCommand.self, ServeCommand.self, ReleaseCommand.self,
                ]),
            CommandGroup(name: "Instruments, for any API:", subcommands: [LoadCommand.self, AuditCommand.self]),
            CommandGroup(
                name: "The record:",
                subcommands: [
                    GatesCommand.self, EvidenceCommand.self, MemoryCommand.self, ReplayCommand.self,
                    WorkflowCommand.self,
                ]),
        ])
}
