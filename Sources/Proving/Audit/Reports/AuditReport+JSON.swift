import Foundation

extension AuditReport {
    /// What `fivegate audit --json` prints: the report's members, with each probe's verdict and the counts by severity.
    public var json: String {
        let counts = Dictionary(uniqueKeysWithValues: AuditSeverity.allCases.map { ($0.rawValue, count($0)) })
        let document = Document(
            api: api, url: url, started: started, seconds: seconds, sound: isSound, counts: counts, findings: findings,
            probes: probes.map(Document.Probe.init))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Every member is plain data, which always encodes.
        return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    private struct Document: Encodable {
        struct Probe: Encodable {
            var probe: String
            var item: OWASPItem
            var title: String
            var verdict: ProbeResult.Verdict
            var tried: Int
            var notTried: [String]
            var findings: Int

            init(_ result: ProbeResult) {
                probe = result.probe
                item = result.item
                title = result.title
                verdict = result.verdict
                tried = result.tried
                notTried = result.notTried
                findings = result.findings.count
            }
        }

        var api: String
        var url: String
        var started: String
        var seconds: Double
        var sound: Bool
        var counts: [String: Int]
        var findings: [AuditFinding]
        var probes: [Probe]
    }
}
