import Foundation
import Processes
import Proving

/// This machine: HAProxy before instances that are processes.
public struct LocalTarget: Target {
    let launcher: Launcher
    let router: any Router
    let door: Int
    private let clients = ClientCache()
    /// How long a candidate has until it is ready.
    let readyLimit: Duration
    /// How long requests under way have until they are cut off.
    let drainLimit = Duration.seconds(30)

    public init(
        store: ReleaseStore, program: ServiceProgram, router: any Router, door: Int, supervisor: Supervisor,
        readyLimit: Duration = .seconds(20)
    ) {
        launcher = Launcher(store: store, program: program, supervisor: supervisor)
        self.router = router
        self.door = door
        self.readyLimit = readyLimit
    }

    public func ensure(_ table: RoutingTable) async throws { try await router.ensure(table) }

    public func migrate(_ candidate: Placement, beside live: Placement?) async throws {
        let folder = launcher.folder(of: candidate.version)
        if let live { try ExpandCheck.check(folder, beside: launcher.folder(of: live.version)) }
        _ = try await launcher.supervisor.run(
            Command(
                folder + "/Server", ["migrate", "up"], directory: folder,
                environment: launcher.program.environment(candidate.version, port: 0), timeLimit: .seconds(600),
                mergesErrors: true)
        ).successful()
    }

    public func start(_ placement: Placement) async throws -> Instance { try await launcher.start(placement) }
    public func awaitReady(_ placement: Placement) async throws {
        try await launcher.awaitReady(placement, within: readyLimit)
    }

    public func smoke(_ placement: Placement) async throws {
        let client = try client(of: placement)
        for path in launcher.program.smokePaths {
            guard let answer = try? await client.send("GET", path), answer.status < 500 else {
                throw ReleaseError.instance(
                    "version \(placement.version) does not answer GET \(path), or with a 5xx",
                    log: launcher.log(of: placement.slot))
            }
            if path == "/livez" { try check(answer.headers["service-version"], placement) }
        }
    }

    private func check(_ version: String?, _ placement: Placement) throws {
        guard version == placement.version.description else {
            throw ReleaseError.instance(
                "the instance calls itself version \(version ?? "none"), not \(placement.version)",
                log: launcher.log(of: placement.slot))
        }
    }

    public func attach(_ placement: Placement) async throws {
        guard let port = placement.instance?.port else { throw ReleaseError.proxy("there is no instance to attach") }
        try await router.attach(placement.slot, port: port)
    }

    public func setWeight(_ weight: Int, of slot: Slot) async throws { try await router.setWeight(weight, of: slot) }
    public func readWeights() async throws -> [Slot: Int] { try await router.readWeights() }

    public func observe(_ placement: Placement) async throws -> Sample {
        // One after the other: a request of Foundation's that is cancelled, as `async let` does when this throws, may
        // never come back on Linux.
        let ready = try await ask("/readyz", of: placement)
        let metrics = try await ask("/metrics", of: placement)
        let stats = try await router.stats()[placement.slot]
        return Sample(
            requests: stats?.requests ?? 0, errors: stats?.errors ?? 0,
            latency: MetricsText.latency(metrics.text) ?? LatencyHistogram(bounds: []),
            isHealthy: ready.status == 200)
    }

    private func ask(_ path: String, of placement: Placement) async throws -> HTTPClient.Answer {
        guard let answer = try? await client(of: placement).send("GET", path) else {
            throw ReleaseError.instance(
                "version \(placement.version) does not answer GET \(path)", log: launcher.log(of: placement.slot))
        }
        return answer
    }

    public func isRunning(_ instance: Instance) -> Bool { instance.process?.isRunning ?? false }

    public func versionAtTheDoor() async throws -> String {
        guard let answer = try? await clients.client(port: door).send("GET", "/livez") else {
            throw ReleaseError.proxy("the door does not answer GET /livez")
        }
        guard answer.status == 200, let version = answer.headers["service-version"] else {
            throw ReleaseError.proxy("the door answers GET /livez with \(answer.status) and no Service-Version")
        }
        return version
    }

    public func drain(_ slot: Slot) async throws -> Bool { try await router.drain(slot, within: drainLimit) }

    public func stop(_ placement: Placement) async throws {
        // Where the proxy does not run, there is nothing to take away from it.
        try? await router.detach(placement.slot)
        await launcher.stop(placement)
    }

    public func endAll() async throws {
        await launcher.end(launcher.mark.processes(ReleaseMark.watch), grace: .seconds(5))
        for slot in Slot.allCases { _ = try? await router.drain(slot, within: .seconds(10)) }
        try await router.stop()
        await launcher.end(launcher.mark.processes(), grace: .seconds(10))
    }

    private func client(of placement: Placement) throws -> HTTPClient {
        guard let port = placement.instance?.port else {
            throw ReleaseError.instance("there is no instance", log: launcher.log(of: placement.slot))
        }
        return clients.client(port: port)
    }
}
