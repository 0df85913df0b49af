import Foundation

/// What the kernel says of this process (Linux).
enum ProcessGauges {
    static func update(_ metrics: MetricsRegistry) {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return }
        // Counted behind the name: utime is field 14, stime 15, rss 24 (proc(5)).
        let fields = stat[end...].split(separator: " ").dropFirst().map { Double($0) ?? 0 }
        guard fields.count > 21 else { return }
        let seconds = (fields[11] + fields[12]) / Double(sysconf(Int32(_SC_CLK_TCK)))
        metrics.scalar("process_cpu_seconds_total", kind: .counter).set(seconds)
        metrics.scalar("process_resident_memory_bytes", kind: .gauge).set(
            fields[21] * Double(sysconf(Int32(_SC_PAGESIZE))))
    }
}
