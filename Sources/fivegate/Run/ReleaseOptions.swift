import ArgumentParser

/// What every release command is told.
struct ReleaseOptions: ParsableArguments {
    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "The front door's port on 127.0.0.1; without it the one that is open, or 8080.") var port: Int?
    @Flag(help: "In a cluster, through kubectl, instead of on this machine.") var kubernetes = false
    @Option(help: "With --kubernetes: kubectl's context; without it the current one.") var context: String?
    @Option(help: "With --kubernetes: the namespace; without it the context's.") var namespace: String?

    func validate() throws {
        if kubernetes, port != nil {
            throw ValidationError("--port is the door on this machine; in a cluster the gateway is the door")
        }
        if !kubernetes, context != nil || namespace != nil {
            throw ValidationError("--context and --namespace need --kubernetes")
        }
    }

    func wiring() async throws -> ReleaseWiring {
        kubernetes
            ? try await ReleaseWiring(folder: workspace.find(), context: context, namespace: namespace)
            : try ReleaseWiring(folder: workspace.find(), port: port)
    }
}
