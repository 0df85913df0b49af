import Foundation
import Processes
import Proving

/// Starts and ends the processes of a release: each in a session of its own, so that it outlives the command, its outputs
/// in a file, its environment marked.
struct Launcher: Sendable {
    let store: ReleaseStore
    let program: ServiceProgram
    let supervisor: Supervisor

    var mark: ReleaseMark { ReleaseMark(folder: store.folder) }

    func folder(of version: Version) -> String { "\(store.folder)/versions/\(version)" }
    func log(of slot: Slot) -> String { "\(store.folder)/\(slot.rawValue).log" }

    /// Starts an instance; one that this slot has left over, unknown to the state, is ended first.
    func start(_ placement: Placement) async throws -> Instance {
        await end(mark.processes(placement.slot.rawValue), grace: .seconds(5))
        let kept = placement.instance?.port
        guard let port = kept.flatMap({ InstancePort.isFree($0) ? $0 : nil }) ?? InstancePort.free() else {
            throw ReleaseError.instance("no port is free for an instance", log: "ss -ltn")
        }
        let folder = folder(of: placement.version)
        let environment = program.environment(placement.version, port: port)
            .merging(mark.environment(placement.slot.rawValue)) { $1 }
        let child = try await supervisor.start(
            Command(
                folder + "/Server", ["serve"], directory: folder, environment: environment,
                outputFile: log(of: placement.slot)))
        return Instance(process: child.identity, port: port)
    }

    /// Waits until `/readyz` answers 200.
    func awaitReady(_ placement: Placement, within limit: Duration) async throws {
        guard case .process(let process, let port) = placement.instance else {
            throw ReleaseError.instance("the instance was not started", log: log(of: placement.slot))
        }
        let client = HTTPClient(base: "http://127.0.0.1:\(port)", timeLimit: 5)
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            guard process.isRunning else { break }
            if let answer = try? await client.send("GET", "/readyz"), answer.status == 200 { return }
            // Nothing announces readiness but the port itself.
            try await Task.sleep(for: .milliseconds(20))
        }
        let how = process.isRunning ? "was not ready within \(limit)" : "ended before it was ready"
        throw ReleaseError.instance(
            "version \(placement.version) \(how): \(lastWords(placement.slot))", log: log(of: placement.slot))
    }

    func stop(_ placement: Placement) async {
        await end(mark.processes(placement.slot.rawValue), grace: .seconds(10))
    }

    /// SIGTERM, then SIGKILL; returns when they are gone.
    func end(_ processes: [ChildIdentity], grace: Duration) async {
        _ = await ChildIdentity.endLeftovers(processes, grace: grace)
        let deadline = ContinuousClock.now + .seconds(2)
        while processes.contains(where: \.isRunning), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func lastWords(_ slot: Slot) -> String {
        let text = (try? String(contentsOfFile: log(of: slot), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: " | ")
    }
}
