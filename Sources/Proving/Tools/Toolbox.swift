import Foundation
import Processes

/// Where the instruments find their programs, and what runs them.
public struct Toolbox: Sendable {
    public var supervisor: Supervisor
    /// Looked through before `PATH`: where `make setup` puts the Python tools.
    public var folder: String

    /// - Parameter folder: nil means `$FIVEGATE_TOOLS/bin`, or `fivegate/tools/bin` in the user's data folder.
    public init(_ supervisor: Supervisor, folder: String? = nil) {
        self.supervisor = supervisor
        self.folder = folder ?? Self.standardFolder(ProcessInfo.processInfo.environment)
    }

    static func standardFolder(_ environment: [String: String]) -> String {
        if let tools = environment["FIVEGATE_TOOLS"] { return tools + "/bin" }
        let data = environment["XDG_DATA_HOME"] ?? "\(environment["HOME"] ?? "")/.local/share"
        return data + "/fivegate/tools/bin"
    }

    /// - Throws: `MissingTool`, which says how to install it.
    public func locate(_ tool: Tool) throws(MissingTool) -> String {
        try tool.locate(path: folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""))
    }

    public func run(_ command: Command) async throws -> Outcome { try await supervisor.run(command) }
}
