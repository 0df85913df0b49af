import Foundation
import Glibc
import Processes

/// A service's server on a free loopback port, with a state folder of its own.
public struct ServerProcess: Sendable {
    /// Why it did not become ready.
    public struct NotReady: Error, CustomStringConvertible {
        public var description: String
    }

    public let child: Child
    public let port: Int
    /// The file that its outputs go to.
    public let log: String
    /// From the start to the first 200 of `/readyz`.
    public let timeToReady: Duration
    public let client: HTTPClient

    /// Starts the server and waits until `/readyz` answers 200.
    /// - Parameters:
    ///   - server: the executable.
    ///   - directory: the service's folder, where `Migrations` and `openapi.yaml` lie.
    ///   - state: the folder for its data and keys.
    /// - Throws: `NotReady` with the end of the log when it ends or is not ready within the limit; it is stopped then.
    public static func start(
        _ server: String, directory: String, state: String, environment: [String: String?] = [:],
        limit: Duration = .seconds(20), supervisor: Supervisor
    ) async throws -> ServerProcess {
        let clock = ContinuousClock()
        let port = try freePort()
        let log = "\(state)/server.log"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let begun = clock.now
        let child = try await supervisor.start(
            Command(
                server, ["serve"], directory: directory,
                environment: Self.environment(state: state).merging(["PORT": "\(port)"]) { $1 }
                    .merging(environment) { $1 }, outputFile: log))
        let client = HTTPClient(base: "http://127.0.0.1:\(port)")
        while clock.now - begun < limit, child.identity.isRunning {
            if let answer = try? await client.send("GET", "/readyz"), answer.status == 200 {
                return ServerProcess(
                    child: child, port: port, log: log, timeToReady: clock.now - begun, client: client)
            }
            // Nothing announces readiness but the port itself.
            try await Task.sleep(for: .milliseconds(20))
        }
        let status = try? await child.stop()
        let words = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").suffix(10)
        throw NotReady(
            description:
                "\(server) was not ready within \(limit) (status \(status.map { "\($0.code)" } ?? "unknown")): "
                + (words ?? []).joined(separator: "\n"))
    }

    /// Starts a server, hands it over, and stops it again whatever happens.
    public static func running<Value>(
        _ server: String, directory: String, state: String, environment: [String: String?] = [:],
        supervisor: Supervisor, _ body: (ServerProcess) async throws -> Value
    ) async throws -> Value {
        let process = try await start(
            server, directory: directory, state: state, environment: environment, supervisor: supervisor)
        do {
            let value = try await body(process)
            try await process.stop()
            return value
        } catch {
            _ = try? await process.stop()
            throw error
        }
    }

    /// What every command of a server on trial is given: development settings and its own state. What counters of coverage
    /// have counted is thrown away.
    public static func environment(state: String) -> [String: String?] {
        [
            "ENVIRONMENT": "development", "STATE_DIR": state, "HOST": "127.0.0.1", "CI": nil,
            "LLVM_PROFILE_FILE": "/dev/null",
        ]
    }

    /// Stops it: SIGTERM, then SIGKILL after the grace.
    @discardableResult public func stop() async throws -> ExitStatus { try await child.stop() }

    /// A port that nobody listens on now.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw NotReady(description: "no socket could be opened: errno \(errno)") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw NotReady(description: "no loopback port is free: errno \(errno)") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
