import Yams

/// Reads one YAML document with the place of everything in it.
///
/// Untrusted text: anchors, aliases and tags are refused, nesting is limited.
public struct YAMLReader {
    /// Levels of nesting that are read.
    public static let depthLimit = 32
    /// Bytes of a line.
    private static let lineLimit = 4000

    private let source: SourceText
    private var standIns: StandIns
    private var diagnostics: [Diagnostic] = []
    /// The place that was looked up last; marks come in the order of the text, so the next is found from here.
    private var cursor = (line: 1, column: 1, offset: 0, index: "".startIndex)

    /// The document's root, nil when the text holds none or isn't YAML; and everything that is wrong with it.
    public static func read(_ source: SourceText) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
        var reader = YAMLReader(source)
        guard !reader.hasLongLine() else { return (nil, reader.diagnostics) }
        let root = reader.compose()
        return (root, reader.diagnostics)
    }

    private init(_ source: SourceText) {
        self.source = source
        standIns = StandIns(source.text)
        cursor.index = source.text.startIndex
    }

    private mutating func hasLongLine() -> Bool {
        let starts = source.lineStarts + [source.utf8Count]
        guard let long = zip(starts, starts.dropFirst()).first(where: { $1 - $0 > Self.lineLimit }) else {
            return false
        }
        report("long-line", "this line is longer than \(Self.lineLimit) bytes", at: long.0, help: "break it")
        return true
    }

    private mutating func compose() -> YAMLNode? {
        // Each duplicate key costs another reading.
        for _ in 0..<(source.utf8Count > 100_000 ? 2 : 20) {
            do {
                let parser = try Parser(yaml: standIns.text, resolver: .basic, encoding: .utf8)
                guard let node = try parser.singleRoot() else { return nil }
                // An anchor is held weakly: it lives as long as its parser.
                return withExtendedLifetime(parser) { convert(node, depth: 1) }
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let key = keys.first, hide(key, at: context.mark) else {
                    report("duplicate-key", "a key appears twice in this map", at: offset(of: context.mark))
                    return nil
                }
            } catch let error as YamlError {
                report(error)
                return nil
            } catch {
                diagnostics.append(Diagnostic(code: "yaml/syntax", message: "this is not YAML", range: nil))
                return nil
            }
        }
        diagnostics.append(
            Diagnostic(code: "yaml/duplicate-key", message: "too many keys appear twice", range: nil))
        return nil
    }

    private mutating func hide(_ key: String, at mark: Mark) -> Bool {
        let offset = offset(of: mark)
        let prefix = source.text.unicodeScalars[..<source.index(atOffset: offset)]
        return standIns.hideKey(key, at: prefix.count)
    }

    private mutating func convert(_ node: Node, depth: Int) -> YAMLNode {
        let start = node.mark.map { offset(of: $0) } ?? 0
        if depth > Self.depthLimit {
            report("too-deep", "this is nested more than \(Self.depthLimit) levels deep", at: start)
            return YAMLNode(kind: .sequence([]), range: point(start))
        }
        if node.anchor != nil {
            report("alias", "anchors and aliases are not part of a brief", at: start, help: "write the value out")
        }
        switch node {
        case .scalar(let scalar):
            let value = convert(scalar, start: start)
            refuseTag(node, "tag:yaml.org,2002:str", at: start)
            return YAMLNode(kind: .scalar(value), range: value.range)
        case .sequence(let sequence):
            refuseTag(node, "tag:yaml.org,2002:seq", at: start)
            var nodes: [YAMLNode] = []
            for element in sequence { nodes.append(convert(element, depth: depth + 1)) }
            return YAMLNode(kind: .sequence(nodes), range: point(start))
        case .mapping(let mapping):
            refuseTag(node, "tag:yaml.org,2002:map", at: start)
            return YAMLNode(kind: .mapping(entries(of: mapping, depth: depth)), range: point(start))
        case .alias:
            return YAMLNode(kind: .sequence([]), range: point(start))
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [YAMLEntry] {
        var seen: [String: Int] = [:]
        var entries: [YAMLEntry] = []
        for (keyNode, valueNode) in mapping {
            let key = convert(keyNode, depth: depth + 1)
            let value = convert(valueNode, depth: depth + 1)
            guard let name = key.scalar else {
                diagnostics.append(
                    Diagnostic(code: "yaml/key", message: "a key must be text, not \(key.noun)", range: key.range))
                continue
            }
            if let line = seen[name.text] {
                diagnostics.append(
                    Diagnostic(
                        code: "yaml/duplicate-key", message: "the key \"\(name.text)\" appears twice in this map",
                        range: name.range, help: "it was given on line \(line); remove one"))
                continue
            }
            seen[name.text] = name.range.start.line
            entries.append(YAMLEntry(key: name, value: value))
        }
        return entries
    }

    private mutating func convert(_ scalar: Node.Scalar, start: Int) -> YAMLScalar {
        let text = standIns.restore(scalar.string)
        let isPlain = scalar.style == .plain || scalar.style == .any
        if isPlain, standIns.isAlias(scalar.string) {
            diagnostics.append(
                Diagnostic(
                    code: "yaml/alias", message: "anchors and aliases are not part of a brief",
                    range: range(start, start + text.utf8.count), help: "write the value out"))
        }
        let rest = source.text[source.index(atOffset: start)...]
        let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        let content = isQuoted ? rest.dropFirst() : rest
        if isPlain || isQuoted, content.utf8.starts(with: text.utf8) {
            let quote = isQuoted ? 1 : 0
            return YAMLScalar(
                text: text, isPlain: isPlain, range: range(start, start + text.utf8.count + 2 * quote), offsets: nil,
                contentOffset: start + quote)
        }
        let locator = ScalarLocator(value: text, source: rest, offset: start, isBlock: !isPlain && !isQuoted)
        return YAMLScalar(
            text: text, isPlain: isPlain, range: range(start, locator.end), offsets: locator.offsets,
            contentOffset: locator.offsets.first ?? start)
    }

    private mutating func refuseTag(_ node: Node, _ expected: String, at start: Int) {
        guard node.tag.description != expected else { return }
        report("tag", "tags are not part of a brief", at: start, help: "leave \"\(node.tag.description)\" out")
    }
}

extension YAMLReader {
    /// UTF-8 offset of a mark, whose columns count Unicode scalars.
    private mutating func offset(of mark: Mark) -> Int {
        let line = min(max(mark.line, 1), source.lineStarts.count)
        if line != cursor.line || mark.column < cursor.column {
            let start = source.lineStarts[line - 1]
            cursor = (line, 1, start, source.index(atOffset: start))
        }
        let scalars = source.text.unicodeScalars
        while cursor.column < mark.column, cursor.index < scalars.endIndex {
            cursor.offset += UTF8.width(scalars[cursor.index])
            cursor.index = scalars.index(after: cursor.index)
            cursor.column += 1
        }
        return cursor.offset
    }

    private func range(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(start: source.position(atOffset: start), end: source.position(atOffset: end))
    }

    private func point(_ offset: Int) -> SourceRange { range(offset, offset) }

    private mutating func report(_ code: String, _ message: String, at offset: Int, help: String? = nil) {
        diagnostics.append(Diagnostic(code: "yaml/" + code, message: message, range: point(offset), help: help))
    }

    private mutating func report(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            if problem.contains("nesting level") {
                report("too-deep", "this is nested more than \(Self.depthLimit) levels deep", at: offset(of: mark))
                return
            }
            let detail = [problem, context?.text].compactMap(\.self).joined(separator: " ")
            let hint = help(for: problem, line: mark.line)
            report("syntax", "this is not YAML: \(detail)", at: offset(of: mark), help: hint)
        case .composer(_, let problem, let mark, _):
            let message =
                problem.contains("another document") ? "a brief is one document, this begins another" : problem
            report("syntax", message, at: offset(of: mark))
        case .reader(_, let offset, _, _):
            let text = source.text
            let index = text.index(text.startIndex, offsetBy: offset ?? 0, limitedBy: text.endIndex) ?? text.endIndex
            let place = point(text.utf8.distance(from: text.startIndex, to: index))
            diagnostics.append(
                Diagnostic(
                    code: "yaml/character", message: "a control character is not allowed in YAML", range: place,
                    help: "remove it, or write it as an escape in double quotes"))
        default:
            diagnostics.append(Diagnostic(code: "yaml/syntax", message: "this is not YAML", range: nil))
        }
    }

    private func help(for problem: String, line: Int) -> String? {
        if source.line(line).prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
            return "indent with spaces, not tabs"
        }
        return problem.contains("mapping values are not allowed") ? "put text that holds \": \" in quotes" : nil
    }
}
