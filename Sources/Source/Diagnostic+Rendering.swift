import Foundation

extension Diagnostic {
    /// `file:line:column: error: message [code]`, the offending line with a caret, and help.
    public func rendered(in source: SourceText) -> String {
        var place = Controls.visible(source.name)
        if let start = range?.start { place += ":\(start.line):\(start.column)" }
        var lines = ["\(place): \(severity.rawValue): \(Controls.visible(message)) [\(code)]"]
        if let range { lines += excerpt(range, of: source) }
        if let help { lines.append("  help: " + Controls.visible(help)) }
        return lines.joined(separator: "\n")
    }

    /// The line and the caret below it; of a long line, the part around the caret.
    private func excerpt(_ range: SourceRange, of source: SourceText) -> [String] {
        let line = Array(source.line(range.start.line).unicodeScalars)
        let column = min(range.start.column - 1, line.count)
        let first = column > 80 ? column - 40 : 0
        let shown = line[first..<min(line.count, first + 120)].map { Controls.visible(String($0)) }
        let number = String(range.start.line)
        let before = shown.prefix(column - first).joined()
        let end = range.end.line == range.start.line ? range.end.column - 1 : line.count
        let width = max(1, min(end, first + shown.count) - column)
        let gutter = String(repeating: " ", count: number.count)
        return [
            " \(number) | " + shown.joined(),
            " \(gutter) | " + String(repeating: " ", count: before.count) + String(repeating: "^", count: width),
        ]
    }
}

/// Several diagnostics of one text, as people or programs read them.
public struct DiagnosticReport: Sendable {
    public var source: SourceText
    public var diagnostics: [Diagnostic]

    /// Diagnostics in the order of the text.
    public init(_ diagnostics: [Diagnostic], in source: SourceText) {
        self.source = source
        self.diagnostics = diagnostics.enumerated()
            .sorted {
                ($0.element.range?.start.offset ?? -1, $0.offset) < ($1.element.range?.start.offset ?? -1, $1.offset)
            }
            .map(\.element)
    }

    /// All diagnostics, and how many there are.
    public var text: String {
        let noun = diagnostics.allSatisfy { $0.severity == .warning } ? "warning" : "problem"
        let count = diagnostics.count == 1 ? "1 \(noun)" : "\(diagnostics.count) \(noun)s"
        return diagnostics.map { $0.rendered(in: source) }.joined(separator: "\n") + "\n\(count)\n"
    }

    private struct Entry: Encodable {
        var file: String
        var line: Int?
        var column: Int?
        var endLine: Int?
        var endColumn: Int?
        var severity: String
        var code: String
        var message: String
        var help: String?
    }

    /// A JSON array of `{file, line, column, endLine, endColumn, severity, code, message, help}`.
    public var json: String {
        let entries = diagnostics.map {
            Entry(
                file: source.name, line: $0.range?.start.line, column: $0.range?.start.column,
                endLine: $0.range?.end.line, endColumn: $0.range?.end.column, severity: $0.severity.rawValue,
                code: $0.code, message: $0.message, help: $0.help)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings and numbers only: encoding them can't fail.
        let data = (try? encoder.encode(entries)) ?? Data("[]".utf8)
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
