import Source

/// Gathers what is wrong with a brief while it is read; one for each reading.
final class Problems {
    /// Problems that are told; a text with more is no brief.
    static let limit = 1000

    let source: SourceText
    private(set) var diagnostics: [Diagnostic]
    private var seen: Set<Diagnostic>
    /// Names whose declaration is wrong or not supported: that they are then unknown elsewhere is no further problem.
    private var silenced: Set<String> = []

    init(_ source: SourceText, _ diagnostics: [Diagnostic] = []) {
        self.source = source
        self.diagnostics = diagnostics
        seen = Set(diagnostics)
    }

    func report(
        _ code: String, _ message: String, at range: SourceRange?, help: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        guard !isFull else { return }
        let diagnostic = Diagnostic(
            severity: severity, code: "brief/" + code, message: message, range: range, help: help)
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
        if isFull {
            diagnostics.append(
                Diagnostic(
                    code: "brief/too-many", message: "only the first \(Self.limit) problems are shown", range: nil))
        }
    }

    /// Nothing more is told: reading may stop.
    var isFull: Bool { diagnostics.count >= Self.limit }

    func report(_ code: String, _ message: String, at scalar: YAMLScalar, help: String? = nil) {
        report(code, message, at: scalar.range, help: help)
    }

    func notSupported(_ feature: String, at range: SourceRange) {
        report("not-supported-yet", "\(feature) is part of the language but not supported yet", at: range)
    }

    func silence(_ name: String) { silenced.insert(name) }

    func isSilenced(_ name: String) -> Bool { silenced.contains(name) }

    /// A name that nothing has; the nearest right one is suggested.
    func unknown(_ kind: String, _ name: String, at range: SourceRange, among candidates: [String]) {
        guard !isSilenced(name) else { return }
        report(
            "unknown-\(kind.split(separator: " ").last ?? "")", "there is no \(kind) \"\(name)\"", at: range,
            help: Suggestion.help(for: name, among: candidates))
    }
}
