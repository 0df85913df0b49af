import Foundation
import Processes
import Proving

/// The service of a workspace, run in development mode with demo data. These lie in `.fivegate/demo`: what is released has its
/// own in `state`.
public struct LocalService: Sendable {
    let workspace: String
    let port: Int
    let supervisor: Supervisor

    public init(workspace: String, port: Int, supervisor: Supervisor) {
        self.workspace = workspace
        self.port = port
        self.supervisor = supervisor
    }

    /// Builds it if need be, fills the database, and serves until the process is asked to stop.
    /// - Throws: `PortTaken`; `ServiceEnded` when the server ends by itself.
    public func serve(say: @escaping @Sendable (String) -> Void) async throws {
        if let holder = LoopbackPort.holder(of: port) { throw PortTaken(port: port, holder: holder) }
        say("building")
        let products = try await Builds(supervisor).plainProducts(of: workspace)
        for step in [["migrate", "up"], ["seed"]] {
            let outcome = try await supervisor.run(command(products, step)).successful()
            say(outcome.output.text.trimmingCharacters(in: .newlines))
        }
        let log = workspace + "/.fivegate/serve.log"
        let child = try await supervisor.start(command(products, ["serve"], log: log))
        guard await isReady(child) else {
            _ = try? await child.stop()
            throw ServiceEnded(port: port, log: log)
        }
        say("http://127.0.0.1:\(port) answers; its log is \(log); stop it with Ctrl-C")
        let status = try await child.wait()
        if !status.isSuccess { throw ServiceEnded(port: port, log: log) }
    }

    private func command(_ products: Products, _ arguments: [String], log: String? = nil) -> Command {
        var environment = ServerProcess.environment(state: workspace + "/.fivegate/demo")
        environment["PORT"] = String(port)
        return Command(
            products.server, arguments, directory: workspace, environment: environment,
            timeLimit: log == nil ? .seconds(60) : nil, outputFile: log, mergesErrors: true)
    }

    private func isReady(_ child: Child) async -> Bool {
        let client = HTTPClient(base: "http://127.0.0.1:\(port)", timeLimit: 2)
        for _ in 0..<200 {
            if !child.identity.isRunning { return false }
            if let answer = try? await client.send("GET", "/readyz"), answer.status == 200 {
                return child.identity.isRunning
            }
            // Nothing announces readiness but the port itself.
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return false }
        }
        return false
    }
}

/// Another program listens where the service was to.
public struct PortTaken: Error, CustomStringConvertible {
    var port: Int
    var holder: String

    public var description: String { "port \(port) is held by \(holder); choose another with --port" }
}

/// The server ended, or never became ready.
public struct ServiceEnded: Error, CustomStringConvertible {
    var port: Int
    var log: String

    public var description: String {
        let end = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").suffix(3).joined(
            separator: "\n")
        return "the service does not serve port \(port); the end of \(log):\n\(end ?? "")"
    }
}
