/// A warning or an error that the compiler, or the package manager, printed.
public struct BuildDiagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable { case warning, error }

    public var severity: Severity
    /// `Sources/API/Users/User.swift:12:5`, relative to the package; empty: of the package itself.
    public var place: String
    public var message: String

    public var text: String { (place.isEmpty ? "" : place + ": ") + "\(severity.rawValue): \(message)" }

    /// Those of the package in `folder`, each once (a file may be compiled several times in one build).
    public static func reading(_ output: String, folder: String) -> [BuildDiagnostic] {
        var seen: Set<BuildDiagnostic> = []
        return output.split(whereSeparator: \.isNewline).compactMap { line in
            guard let diagnostic = BuildDiagnostic(line, folder: folder), seen.insert(diagnostic).inserted else {
                return nil
            }
            return diagnostic
        }
    }

    private init?(_ line: Substring, folder: String) {
        if let match = line.wholeMatch(of: /(\/.+?):(\d+):(\d+): (warning|error): (.*)/) {
            let path = String(match.1)
            guard path.hasPrefix(folder + "/"), let severity = Severity(rawValue: String(match.4)) else { return nil }
            self.init(
                severity: severity, place: "\(path.dropFirst(folder.count + 1)):\(match.2):\(match.3)",
                message: String(match.5))
        } else if let match = line.wholeMatch(of: /(warning|error): (?:'([^']+)': )?(.*)/),
            let severity = Severity(rawValue: String(match.1)),
            // What the package manager says of a dependency is not ours to put right. A package goes by its folder.
            severity == .error || match.2.map({ $0 == folder.lowercased().split(separator: "/").last }) ?? true
        {
            self.init(severity: severity, place: "", message: String(match.3))
        } else {
            return nil
        }
    }

    init(severity: Severity, place: String, message: String) {
        self.severity = severity
        self.place = place
        self.message = message
    }
}
