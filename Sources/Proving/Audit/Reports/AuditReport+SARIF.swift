import Blueprint

extension AuditReport {
    /// SARIF 2.1.0 (OASIS), as code hosts read it: a rule for each probe, a result for each finding.
    /// - Parameter document: the OpenAPI document's path, to which results point.
    public func sarif(document: String) -> String {
        let rules = probes.map { probe -> JSON in
            [
                "id": .string(probe.probe), "name": .string(probe.item.title.filter { $0 != " " }),
                "shortDescription": ["text": .string(probe.title)],
                "helpUri": .string(
                    "https://owasp.org/API-Security/editions/2023/en/0x11-t10/"),
                "properties": ["tags": ["security", .string(probe.item.rawValue)]],
            ]
        }
        let log: JSON = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "fivegate audit", "informationUri": "https://owasp.org/API-Security/",
                            "rules": .array(rules),
                        ]
                    ],
                    "invocations": [["executionSuccessful": .bool(true)]],
                    "results": .array(findings.map { result($0, document) }),
                ]
            ],
        ]
        return log.jsonText
    }

    private func result(_ finding: AuditFinding, _ document: String) -> JSON {
        let level = finding.severity.isSerious ? "error" : finding.severity == .medium ? "warning" : "note"
        let text = "\(finding.title). Seen: \(finding.evidence). \(finding.remedy)"
        return [
            "ruleId": .string(finding.probe),
            "ruleIndex": .int(probes.firstIndex { $0.probe == finding.probe } ?? 0),
            "level": .string(level), "message": ["text": .string(text)],
            "locations": [
                [
                    "physicalLocation": [
                        "artifactLocation": ["uri": .string(document)], "region": ["startLine": .int(1)],
                    ],
                    "logicalLocations": [["fullyQualifiedName": .string(finding.operation), "kind": "function"]],
                ]
            ],
            "partialFingerprints": [
                "fivegate/v1": .string("\(finding.probe)|\(finding.operation)|\(finding.title)")
            ],
            "properties": [
                "security-severity": .string(finding.severity.score), "cwe": .string("CWE-\(finding.cwe)"),
                "owasp": .string(finding.item.rawValue), "curl": .array(finding.curl.map(JSON.string)),
            ],
        ]
    }
}

extension AuditSeverity {
    /// The middle of the CVSS 3.1 band.
    fileprivate var score: String {
        switch self {
        case .info: "0.0"
        case .low: "2.5"
        case .medium: "5.5"
        case .high: "8.0"
        case .critical: "9.5"
        }
    }
}
