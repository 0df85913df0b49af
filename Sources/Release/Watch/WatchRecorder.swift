import Foundation
import Processes
import Proving

/// Samples a release and writes its reports; looks only, so that it need not wait for a command that works.
public actor WatchRecorder {
    private let reports: WatchReports
    private let router: HAProxyRouter
    private let clients = ClientCache()
    private var looks = 0
    /// Folders of reports that need no second attempt.
    private var settled: Set<String> = []

    private var store: ReleaseStore { reports.store }
    private var log: SampleLog { SampleLog(store: store) }

    public init(_ reports: WatchReports, router: HAProxyRouter) {
        self.reports = reports
        self.router = router
    }

    /// Looks once, and writes the reports that are due.
    /// - Parameter now: seconds since 1970.
    func look(at now: Int64, say: @Sendable (String) -> Void) async throws {
        let state = try store.load()
        if state.stage == .idle { return }
        var sample = WatchSample(at: now, door: router.doorCounts(), instances: [])
        for placement in [state.live, state.candidate, state.standby].compactMap(\.self) {
            guard case .process(let process, let port) = placement.instance else { continue }
            sample.instances.append(
                await look(at: placement, process, port: port, weight: state.weights[placement.slot] ?? 0))
        }
        log.append(sample)
        looks += 1
        try writeDue(state, now, say)
    }

    private func look(
        at placement: Placement, _ process: ChildIdentity, port: Int, weight: Int
    ) async -> WatchSample.Instance {
        let client = clients.client(port: port)
        let isReady = try? await client.send("GET", "/readyz").status == 200
        let answer = try? await client.send("GET", "/metrics")
        let metrics = answer.flatMap { $0.status == 200 ? ServiceMetrics($0.text) : nil }
        let system = process.isRunning ? ServerWatch(pid: process.pid).sample() : nil
        return WatchSample.Instance(
            slot: placement.slot, version: placement.version.description, weight: weight, isReady: isReady ?? false,
            process: process.key, age: process.age, cpu: system?.seconds,
            memory: system.map { Double($0.bytes) }, service: metrics?.counters,
            connections: metrics?.connections ?? [:],
            // There may be hundreds of endpoints: once a minute is enough for them.
            usage: looks.isMultiple(of: 12) ? metrics?.usage : nil)
    }

    private func writeDue(_ state: RolloutState, _ now: Int64, _ say: @Sendable (String) -> Void) throws {
        guard let released = state.promotedAt, state.live != nil else { return }
        for entry in ReportSchedule.due(released: released, now: now) {
            let folder = "\(reports.folder(of: state))/\(entry.name)"
            guard !settled.contains(folder) else { continue }
            if !FileManager.default.fileExists(atPath: folder + "/report.json"),
                let report = reports.report(entry.label, entry.window)
            {
                try report.write(to: folder)
                say("wrote the report of \(entry.label) to \(folder)")
            }
            settled.insert(folder)
        }
    }
}
