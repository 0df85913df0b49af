import Processes
import Proving

/// The service of a workspace as it is built now.
public struct BuiltService: Sendable {
    let workspace: String
    let supervisor: Supervisor

    public init(workspace: String, _ supervisor: Supervisor) {
        self.workspace = workspace
        self.supervisor = supervisor
    }

    /// The executable; built if need be.
    /// - Throws: `TaskFailure` with the compiler's words.
    public func server() async throws -> String { try await Builds(supervisor).products(of: workspace).server }
}
