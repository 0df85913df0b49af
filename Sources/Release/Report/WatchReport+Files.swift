import Foundation
import Proving

extension WatchReport {
    /// By name; those of which nothing is known are left out.
    public var plots: [(name: String, svg: String)] {
        let line = { (name: String, color: String, value: (Point) -> Double?) in
            LinePlot.Line(
                name: name, color: color, points: points.compactMap { point in value(point).map { (point.time, $0) } })
        }
        let plots = [
            (
                "rate", "Front door", "requests/s",
                [line("answered", "#1f77b4", \.requests), line("5xx", "#d62728", \.failures)]
            ),
            (
                "latency", "Latency", "ms",
                [line("p50", "#2ca02c", \.p50), line("p95", "#ff7f0e", \.p95), line("p99", "#d62728", \.p99)]
            ),
            (
                "instances", "Instances", "% of a core, MB",
                [
                    line("cpu, %", "#9467bd") { $0.cores.map { $0 * 100 } },
                    line("memory, MB", "#8c564b") { $0.memory.map(Self.megabytes) },
                ]
            ),
            (
                "network", "Network at the door", "kB/s",
                [
                    line("in", "#1f77b4") { $0.received.map { $0 / 1000 } },
                    line("out", "#ff7f0e") { $0.sent.map { $0 / 1000 } },
                ]
            ),
        ]
        return plots.filter { !$0.3.allSatisfy(\.points.isEmpty) }.map {
            ($0.0, LinePlot(title: $0.1, unit: $0.2, lines: $0.3).svg)
        }
    }

    /// Member names sorted.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Writes the plots, `report.md` and, last, `report.json` into a folder, which is made if need be. Readable by their owner only.
    /// - Throws: `ReleaseError` `release/not-written`.
    public func write(to folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw ReleaseError.notWritten(folder, error.localizedDescription) }
        for plot in plots { try AtomicFile.write(Data(plot.svg.utf8), to: "\(folder)/\(plot.name).svg") }
        try AtomicFile.write(Data(markdown.utf8), to: folder + "/report.md")
        try AtomicFile.write(try json(), to: folder + "/report.json")
    }
}
