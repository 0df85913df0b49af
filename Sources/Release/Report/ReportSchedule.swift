/// When the monitor writes a report: early, and at each full hour of the first day after a release. Pure.
enum ReportSchedule {
    struct Entry: Hashable {
        /// Its folder's name.
        var name: String
        var label: String
        var window: WatchWindow
    }

    static let day: Int64 = 86_400

    /// - Parameter released: when the live version took all traffic.
    static func all(released: Int64) -> [Entry] {
        let hours = (1...24).map { hour in
            Entry(
                name: hour < 10 ? "hour-0\(hour)" : "hour-\(hour)", label: "hour \(hour) of 24",
                window: WatchWindow(from: released + 3600 * Int64(hour - 1), to: released + 3600 * Int64(hour)))
        }
        let early = Entry(
            name: "first-5-minutes", label: "early: the first 5 minutes",
            window: WatchWindow(from: released, to: released + 300))
        return [early] + hours
    }

    /// Those whose time has ended, at most a day ago: a monitor that was away makes up for them.
    static func due(released: Int64, now: Int64) -> [Entry] {
        all(released: released).filter { $0.window.to <= now && now - $0.window.to < day }
    }
}
