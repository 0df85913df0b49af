import Glibc
import Processes

extension HAProxyRouter {
    /// What was counted at the front door; nil when the proxy does not answer.
    func doorCounts() -> WatchSample.Door? {
        guard let record, record.process.isRunning,
            let text = try? RuntimeAPI(socket: record.socket).send("show stat"),
            let row = RuntimeTable(text, separator: ",").row(["pxname": "door", "svname": "FRONTEND"])
        else { return nil }
        var values: [String: Double] = [:]
        for column in (1...5).map({ "hrsp_\($0)xx" }) + ["hrsp_other", "bin", "bout"] {
            values[column.replacing("hrsp_", with: "")] = row[column].flatMap { Double($0) }
        }
        return WatchSample.Door(process: record.process.key, age: record.process.age, counters: Counters(values))
    }
}

extension ChildIdentity {
    /// Names it in a sample.
    var key: String { "\(pid)@\(startTime)" }

    /// Seconds since it started.
    var age: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        return max(0, Int64(now.tv_sec) - Int64(startTime) / Int64(sysconf(Int32(_SC_CLK_TCK))))
    }
}
