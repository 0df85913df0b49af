/// Finds where each byte of a scalar's value stands in the source, by walking both side by side: quotes, escapes, folded
/// lines and indentation are in the source only.
struct ScalarLocator {
    private let source: [Unicode.Scalar]
    private let isDouble: Bool
    private let isSingle: Bool
    private var index = 0
    private var offset: Int

    /// Source offset of each byte of the value, and of its end.
    private(set) var offsets: [Int] = []
    /// Source offset behind the scalar, its closing quote included.
    private(set) var end: Int

    /// - Parameter source: The text from the scalar's first character (quote, block indicator) on.
    init(value: String, source: Substring, offset: Int, isBlock: Bool) {
        self.source = Array(source.unicodeScalars.prefix(value.unicodeScalars.count * 12 + 4096))
        self.offset = offset
        self.end = offset
        isDouble = self.source.first == "\"" && !isBlock
        isSingle = self.source.first == "'" && !isBlock
        if isDouble || isSingle { advance() }
        if isBlock { while let scalar = current, !SourceText.isLineBreak(scalar) { advance() } }
        for scalar in value.unicodeScalars { place(scalar) }
        offsets.append(self.offset)
        if isDouble || isSingle, current == (isDouble ? "\"" : "'") { advance() }
        end = self.offset
    }

    private var current: Unicode.Scalar? { index < source.count ? source[index] : nil }

    private mutating func advance() {
        guard let current else { return }
        offset += UTF8.width(current)
        index += 1
    }

    private mutating func place(_ scalar: Unicode.Scalar) {
        skipContinuations()
        let isEscape = isDouble && current == "\\"
        if !isEscape, scalar == "\n" || scalar == " " && (current != " " || restOfLineIsBlank) {
            record(scalar, from: offset)
            skipFold(stopAfterOneBreak: scalar == "\n")
            return
        }
        while let current, SourceText.isLineBreak(current) { skipFold(stopAfterOneBreak: false) }
        let start = offset
        if isDouble, current == "\\" {
            skipEscape()
        } else if isSingle, current == "'" {
            advance()
            advance()
        } else if current == scalar || current == nil {
            advance()
        } else {
            while let next = current, next != scalar, next == " " || next == "\t" { advance() }
            record(scalar, from: offset)
            advance()
            return
        }
        record(scalar, from: start)
    }

    private mutating func record(_ scalar: Unicode.Scalar, from start: Int) {
        for _ in 0..<UTF8.width(scalar) { offsets.append(start) }
    }

    private var restOfLineIsBlank: Bool {
        var ahead = index
        while ahead < source.count, source[ahead] == " " || source[ahead] == "\t" { ahead += 1 }
        return ahead < source.count && SourceText.isLineBreak(source[ahead])
    }

    /// Blanks, the line break and the next line's indentation.
    private mutating func skipFold(stopAfterOneBreak: Bool) {
        var breaks = 0
        while let scalar = current, scalar == " " || scalar == "\t" || SourceText.isLineBreak(scalar) {
            if SourceText.isLineBreak(scalar) {
                if stopAfterOneBreak, breaks == 1 { break }
                breaks += 1
            }
            advance()
        }
    }

    /// A backslash at the end of a line in double quotes joins it to the next.
    private mutating func skipContinuations() {
        while isDouble, current == "\\", index + 1 < source.count, SourceText.isLineBreak(source[index + 1]) {
            advance()
            skipFold(stopAfterOneBreak: false)
        }
    }

    private mutating func skipEscape() {
        advance()
        let digits: Int
        switch current {
        case "x": digits = 2
        case "u": digits = 4
        case "U": digits = 8
        default: digits = 0
        }
        for _ in 0...digits { advance() }
    }
}
