import Brief
import Foundation

/// What a constant load says of a service: a reading for each thing that was promised. None says anything of a run that the
/// generator spoilt.
public struct LoadReadings: Sendable {
    private let report: LoadReport
    private let levels: ServiceLevels

    /// - Parameter levels: what the brief promises.
    public init(_ report: LoadReport, promised levels: ServiceLevels) {
        self.report = report
        self.levels = levels
    }

    /// p95 as a share of the limit.
    public var latency: Reading {
        let found = String(format: "p95 is %.1f ms of %.0f ms", report.latency.p95, levels.p95)
        return reading(report.latency.p95 * 100 / levels.p95, "% of the limit", found)
    }

    /// Requests answered in a second as a share of the rate.
    public var throughput: Reading {
        let found = String(format: "%.0f of %.0f requests/s", report.achievedRate, levels.throughput)
        return reading(report.achievedRate * 100 / levels.throughput, "% of the rate", found)
    }

    /// Requests that were not answered as they should be. Where the limit is none at all, one is beyond it.
    public var errors: Reading {
        let share = levels.errors > 0 ? report.errorRate * 100 / levels.errors : report.errorRate > 0 ? 1_000_000 : 0
        let kinds = report.statuses.filter { !$0.key.hasPrefix("2") }.merging(report.errors) { $1 }
        let words = kinds.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        return reading(
            share, "% of the limit", "\(report.failures) of \(report.requests) requests failed",
            failing: words.isEmpty ? [] : [words])
    }

    /// The most that was resident in a second.
    public var memory: Reading {
        guard let server = report.server else { return notWatched("MB") }
        return reading(Double(server.rssMax) / 1_048_576, "MB", "after \(report.requests) requests")
    }

    /// Of all processors of this machine, on average.
    public var processor: Reading {
        guard let server = report.server else { return notWatched("%") }
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        return reading(
            server.cpu * 100 / cores, "%",
            String(format: "%.2f of %.0f processors at %.0f requests/s", server.cpu, cores, report.achievedRate))
    }

    /// p95 of what the service measured of its database.
    public var database: Reading {
        guard let p95 = report.bottlenecks?.databaseP95 else {
            return .notMeasured("the service does not tell how long its database takes", unit: "ms")
        }
        let slowest = report.bottlenecks?.queries.first.map {
            String(format: "%@ alone: p95 %.2f ms", $0.name, $0.p95)
        }
        return reading(p95, "ms", slowest ?? "no statement was looked at alone")
    }

    private func notWatched(_ unit: String) -> Reading {
        .notMeasured("the server's process was not watched", unit: unit)
    }

    private func reading(_ figure: Double, _ unit: String, _ found: String, failing: [String] = []) -> Reading {
        switch report.verdict {
        case .invalid:
            return .notMeasured("the run says nothing: \(report.reasons.joined(separator: "; "))", unit: unit)
        case .interrupted: return .notMeasured("the run was interrupted", unit: unit)
        case .pass, .fail: break
        }
        guard report.leftOut.isEmpty else {
            return .notMeasured("not all was asked: \(report.leftOut.joined(separator: "; "))", unit: unit)
        }
        guard report.requests > 0 else { return .notMeasured("no request was sent", unit: unit) }
        return Reading(figure, unit, findings: [found] + failing, notes: report.labels + report.notes)
    }
}
