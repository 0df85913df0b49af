import Foundation
import GRDB
import Processes
import Workflow

/// What a started service says and does: whether it becomes ready, and whether its database is there and up to date.
public struct ServiceState: Sendable {
    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    /// 1 when the server answered `/readyz` with 200 within the limit, 0 when it did not.
    public func readReadiness(_ products: Products, workspace: String) async throws -> Reading {
        let unit = "servers ready"
        return try await withServer(products, workspace, unit: unit) { server, _ in
            Reading(1, unit, details: ["milliseconds": server.timeToReady.milliseconds.rounded()])
        }
    }

    /// 1 when the service says that its database is connected, and the database itself records that all the workspace's
    /// migrations were applied from these very files; else 0.
    public func readDatabase(_ products: Products, workspace: String) async throws -> Reading {
        let unit = "databases connected"
        return try await withServer(products, workspace, unit: unit) { server, state in
            var findings: [String] = []
            let ready = try await server.client.send("GET", "/readyz")
            if ready.status != 200 { findings.append("/readyz answered \(ready.status): \(ready.text)") }
            let status = try await toolbox.run(
                Command(
                    products.server, ["migrate", "status"], directory: workspace,
                    environment: ServerProcess.environment(state: state), timeLimit: .seconds(30), mergesErrors: true))
            if !status.isSuccess { findings.append("migrate status \(status.ending)") }
            let files = try MigrationFiles(workspace: workspace)
            findings += Self.unapplied(files, recorded: try Self.recordedMigrations(in: state))
            return Reading(findings.isEmpty ? 1 : 0, unit, findings: findings, runs: [status])
        }
    }

    static func unapplied(_ files: MigrationFiles, recorded: [Int: String]) -> [String] {
        if files.migrations.isEmpty { return ["there are no migrations"] }
        return files.migrations.compactMap { migration in
            guard let number = Int(migration.stem.prefix { $0.isNumber }) else {
                return "\(migration.stem) has no number"
            }
            guard let checksum = recorded[number] else { return "\(migration.stem) is not applied" }
            return checksum == SHA256Digest.of(Data(migration.up.utf8))
                ? nil : "\(migration.stem) was applied from another file"
        }
    }

    /// Number and checksum of what the database records, read from its file.
    private static func recordedMigrations(in state: String) throws -> [Int: String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: state).filter { $0.hasSuffix(".sqlite") }
        guard let file = files.first, files.count == 1 else {
            throw MigrationFiles.Failure(description: "\(state) holds \(files.count) databases")
        }
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: "\(state)/\(file)", configuration: configuration).read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT \"number\", \"checksum\" FROM \"_migrations\"")
            return Dictionary(rows.map { ($0[0] as Int, $0[1] as String) }, uniquingKeysWith: { $1 })
        }
    }

    /// A server with a state folder of its own, stopped and removed afterwards.
    private func withServer(
        _ products: Products, _ workspace: String, unit: String, _ body: (ServerProcess, String) async throws -> Reading
    ) async throws -> Reading {
        try await withState { state in
            do {
                return try await ServerProcess.running(
                    products.server, directory: workspace, state: state, supervisor: toolbox.supervisor
                ) { try await body($0, state) }
            } catch let failure as ServerProcess.NotReady {
                return Reading(0, unit, findings: [failure.description])
            } catch let failure as ProcessError {
                return Reading(0, unit, findings: [failure.description])
            } catch let failure as MigrationFiles.Failure {
                return Reading(0, unit, findings: [failure.description])
            }
        }
    }
}

/// A folder for the state of a server on trial, removed afterwards.
func withState<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let state = NSTemporaryDirectory() + "/fivegate-state-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: state) }
    return try await body(state)
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
