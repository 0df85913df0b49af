import Foundation

/// What the kernel says of this process (Linux, proc(5)). Names are those of Prometheus's own client libraries, but for
/// `process_cpu_cores`.
enum ProcessGauges {
    static func update(_ metrics: MetricsRegistry) {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return }
        // Counted behind the name: utime is field 14, stime 15, starttime 22, rss 24.
        let fields = stat[end...].split(separator: " ").dropFirst().map { Double($0) ?? 0 }
        guard fields.count > 21 else { return }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        metrics.scalar("process_cpu_seconds_total", kind: .counter).set((fields[11] + fields[12]) / ticks)
        let gauge = { metrics.scalar($0, kind: .gauge) }
        gauge("process_resident_memory_bytes").set(fields[21] * Double(sysconf(Int32(_SC_PAGESIZE))))
        gauge("process_cpu_cores").set(Double(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        if let booted { gauge("process_start_time_seconds").set(booted + fields[19] / ticks) }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            gauge("process_open_fds").set(Double(open))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            gauge("process_max_fds").set(Double(limit.rlim_cur))
        }
    }

    /// When the machine started, in seconds of the epoch.
    private static let booted: Double? = {
        let stat = try? String(contentsOfFile: "/proc/stat", encoding: .utf8)
        let line = stat?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        return line.flatMap { Double($0.dropFirst("btime ".count)) }
    }()
}
