import Foundation

/// What an audit has to say of an API.
public struct AuditReport: Sendable, Codable, Equatable {
    /// The document's title.
    public var api: String
    public var url: String
    /// UTC, RFC 3339.
    public var started: String
    public var seconds: Double
    public var probes: [ProbeResult]

    public init(api: String, url: String, started: String, seconds: Double, probes: [ProbeResult]) {
        self.api = api
        self.url = url
        self.started = started
        self.seconds = seconds
        self.probes = probes
    }

    /// Worst first.
    public var findings: [AuditFinding] {
        probes.flatMap(\.findings).enumerated().sorted {
            ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
        }.map(\.element)
    }

    public func count(_ severity: AuditSeverity) -> Int { findings.count { $0.severity == severity } }

    /// So little could be tried that silence is no pass: fewer than half of the probes, but for the one that never can.
    public var isThin: Bool {
        let probes = probes.filter { $0.probe != UpstreamProbe.name }
        return !probes.isEmpty && probes.count { $0.tried > 0 } * 2 < probes.count
    }

    /// None is high or critical.
    public var isSound: Bool { !findings.contains { $0.severity.isSerious } }
}
