/// A program that was started and stays, such as a server.
public struct Child: Sendable {
    public let identity: ChildIdentity
    let grace: Duration
    let task: Task<ExitStatus, any Error>
    let supervisor: Supervisor

    /// Waits for its end. Cancelling the waiting does not end the program.
    public func wait() async throws -> ExitStatus { try await task.value }

    /// Ends it and its group: SIGTERM, then SIGKILL after the command's grace; returns when it is gone.
    @discardableResult public func stop() async throws -> ExitStatus {
        await supervisor.stop(identity, grace: grace)
        return try await task.value
    }
}
