/// A text with a name and the places of its lines.
public struct SourceText: Sendable {
    /// As diagnostics show it: a path.
    public let name: String
    /// Without a byte order mark.
    public let text: String
    /// UTF-8 offset of the first byte of each line.
    let lineStarts: [Int]

    public init(name: String, text: String) {
        self.name = name
        self.text = text
        self.lineStarts = Self.lineStarts(of: text)
    }

    /// YAML's line breaks: LF, CR, CR LF, NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR.
    static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func lineStarts(of text: String) -> [Int] {
        var starts = [0]
        var offset = 0
        var afterCarriageReturn = false
        for scalar in text.unicodeScalars {
            offset += UTF8.width(scalar)
            if scalar == "\n", afterCarriageReturn {
                starts[starts.count - 1] = offset
            } else if isLineBreak(scalar) {
                starts.append(offset)
            }
            afterCarriageReturn = scalar == "\r"
        }
        return starts
    }

    var utf8Count: Int { text.utf8.count }

    func index(atOffset offset: Int) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: max(0, min(offset, utf8Count)))
    }

    /// The line's text without its line break; lines count from 1.
    public func line(_ number: Int) -> String {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let start = index(atOffset: lineStarts[number - 1])
        let end = number < lineStarts.count ? index(atOffset: lineStarts[number]) : text.endIndex
        var line = text[start..<end].unicodeScalars
        while let last = line.last, Self.isLineBreak(last) { line.removeLast() }
        return String(line)
    }

    /// Whether the next character that is no space is a comma.
    public func hasComma(after position: Position) -> Bool {
        text.utf8[index(atOffset: position.offset)...].first { $0 != UInt8(ascii: " ") } == UInt8(ascii: ",")
    }

    /// The place of a byte; an offset beyond the text is its end.
    public func position(atOffset offset: Int) -> Position {
        let offset = max(0, min(offset, utf8Count))
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let before = text[index(atOffset: lineStarts[low])..<index(atOffset: offset)]
        return Position(line: low + 1, column: before.unicodeScalars.count + 1, offset: offset)
    }
}
