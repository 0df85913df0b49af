import Foundation

/// Makes reports of what was sampled, and keeps them in `reports/` of the release.
public struct WatchReports: Sendable {
    let store: ReleaseStore
    /// The service's name.
    let service: String
    let objectives: Objectives

    public init(store: ReleaseStore, service: String, objectives: Objectives) {
        self.store = store
        self.service = service
        self.objectives = objectives
    }

    /// - Returns: nil when nobody looked in that time.
    public func report(_ label: String, _ window: WatchWindow) -> WatchReport? {
        let from = min(window.from, window.to - 3600) - Increase.reach
        let samples = SampleLog(store: store).read(since: from)
        let report = WatchReport(
            service: service, label: label, window, samples: samples, objectives: objectives)
        return report.looks == 0 ? nil : report
    }

    /// Of the hours that end now; kept under the time.
    /// - Returns: the report and its folder.
    /// - Throws: `ReleaseError`: nobody looked, or a file was not written.
    public func ask(hours: Double, at now: Int64, into folder: String? = nil) throws -> (WatchReport, folder: String) {
        let words = hours == 1 ? "the last hour" : "the last \(hours.short) hours"
        let window = WatchWindow(from: now - Int64(hours * 3600), to: now)
        guard let report = report("asked for: \(words)", window) else {
            throw ReleaseError(
                "not-watched", "nobody looked at the release in \(words)", next: "fivegate release watch",
                exitStatus: 64)
        }
        let folder = try folder ?? "\(self.folder(of: store.load()))/asked-\(Self.stamp(now))"
        try report.write(to: folder)
        return (report, folder)
    }

    /// Of a release: when it took all traffic, and its version.
    func folder(of state: RolloutState) -> String {
        let words = [state.promotedAt.map(Self.stamp), state.live?.version.description].compactMap(\.self)
        return "\(store.folder)/reports/\(words.isEmpty ? "none" : words.joined(separator: "-"))"
    }

    /// `20261126T181205Z`
    private static func stamp(_ time: Int64) -> String {
        WatchReport.time(time).filter { $0 != "-" && $0 != ":" }
    }
}
