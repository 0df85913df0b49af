/// What a probe writes down while it works.
struct Notebook {
    let probe: any Probe.Type
    let base: String
    private(set) var findings: [AuditFinding] = []
    private(set) var tried = 0
    private(set) var notTried: [String] = []

    init(_ probe: any Probe.Type, base: String) {
        self.probe = probe
        self.base = base
    }

    /// An attack was carried out and did nothing.
    mutating func held() { tried += 1 }

    /// Told once.
    mutating func skip(_ what: String, _ why: String) {
        let line = "\(what): \(why)"
        if !notTried.contains(line) { notTried.append(line) }
    }

    /// An attack did something; told once for an operation and title.
    mutating func found(
        _ severity: AuditSeverity, cwe: Int, _ operation: String, _ title: String, evidence: String, calls: [Call],
        remedy: String
    ) {
        tried += 1
        guard !findings.contains(where: { $0.operation == operation && $0.title == title }) else { return }
        findings.append(
            AuditFinding(
                probe: probe.name, severity: severity, item: probe.item, cwe: cwe, operation: operation, title: title,
                evidence: evidence, curl: calls.map { $0.curl(base: base) }, remedy: remedy))
    }

    var result: ProbeResult {
        ProbeResult(
            probe: probe.name, item: probe.item, title: probe.title, tried: tried, notTried: notTried,
            findings: findings)
    }
}
