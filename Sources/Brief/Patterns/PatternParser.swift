/// Parses a pattern. What is not in the subset (look-around, back references, lazy and possessive repetition, names,
/// word boundaries, Unicode properties) is refused where it stands.
struct PatternParser {
    private static let deepest = 16
    private static let longest = 500
    private static let mostRepetitions = 1000
    /// Characters of a repetition that is written out.
    private static let mostCharacters = 10_000

    private let scalars: [Unicode.Scalar]
    /// Byte offset of each scalar, and of the end.
    private let offsets: [Int]
    private var index = 0
    private var depth = 0
    /// Where each choice and repetition stands, in the order in which they were finished.
    private(set) var places: [Range<Int>] = []

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        offsets = scalars.reduce(into: [0]) { $0.append(($0.last ?? 0) + UTF8.width($1)) }
    }

    mutating func pattern() throws(Pattern.Failure) -> Pattern {
        if scalars.isEmpty { throw failure("the pattern is empty", 0) }
        if scalars.count > Self.longest { throw failure("the pattern is longer than \(Self.longest) bytes", 0) }
        // Beyond ASCII, matchers differ in what a character is.
        if let index = scalars.firstIndex(where: { !(32...126).contains($0.value) }) {
            throw failure("a pattern is made of printable ASCII characters", index)
        }
        let start = take("^")
        let root = try either()
        let end = take("$")
        if index < scalars.count {
            throw failure(current == ")" ? "there is no \"(\" for this \")\"" : "nothing may follow \"$\"", index)
        }
        if start || end, case .either = root {
            throw failure("put the branches in parentheses: \"^(a|b)$\"", 0)
        }
        return Pattern(root: root, isAnchoredAtStart: start, isAnchoredAtEnd: end)
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    private func failure(_ message: String, _ start: Int, to end: Int? = nil) -> Pattern.Failure {
        let last = min(end ?? start + 1, scalars.count)
        return Pattern.Failure(message: message, bytes: offsets[min(start, last)]..<offsets[last])
    }

    private mutating func either() throws(Pattern.Failure) -> Pattern.Node {
        let start = index
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        if branches.count == 1 { return branches[0] }
        places.append(offsets[start]..<offsets[index])
        return .either(branches)
    }

    private mutating func sequence() throws(Pattern.Failure) -> Pattern.Node {
        var nodes: [Pattern.Node] = []
        while let scalar = current, scalar != "|", scalar != ")", scalar != "$" {
            let start = index
            let atom = try atom()
            nodes.append(try repeated(atom, from: start))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func repeated(_ atom: Pattern.Node, from start: Int) throws(Pattern.Failure) -> Pattern.Node {
        let (minimum, maximum): (Int, Int?)
        if take("*") {
            (minimum, maximum) = (0, nil)
        } else if take("+") {
            (minimum, maximum) = (1, nil)
        } else if take("?") {
            (minimum, maximum) = (0, 1)
        } else if current == "{" {
            (minimum, maximum) = try counts()
        } else {
            return atom
        }
        if let scalar = current, "?*+{".unicodeScalars.contains(scalar) {
            throw failure("a repetition can't be repeated, nor be lazy or possessive", index)
        }
        places.append(offsets[start]..<offsets[index])
        let node = Pattern.Node.repeated(atom, minimum: minimum, maximum: maximum)
        if node.size > Self.mostCharacters {
            throw failure("written out, this has more than \(Self.mostCharacters) characters", start, to: index)
        }
        return node
    }

    /// `{2}`, `{2,}`, `{2,5}`
    private mutating func counts() throws(Pattern.Failure) -> (Int, Int?) {
        let start = index
        index += 1
        let minimum = number()
        var maximum = minimum
        if take(",") { maximum = number() }
        let hasComma = scalars[start..<index].contains(",")
        guard take("}"), let minimum, maximum == nil ? hasComma : true else {
            throw failure("write repetitions as {2}, {2,} or {2,5}; a brace itself is \\{", start, to: index)
        }
        guard max(minimum, maximum ?? 0) <= Self.mostRepetitions else {
            throw failure("a repetition's number is at most \(Self.mostRepetitions)", start, to: index)
        }
        guard minimum <= maximum ?? minimum else {
            throw failure("a repetition goes from its minimum to its maximum", start, to: index)
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = current, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            index += 1
        }
        return digits.isEmpty ? nil : Int(digits) ?? .max
    }

    private mutating func atom() throws(Pattern.Failure) -> Pattern.Node {
        let start = index
        guard let scalar = current else { throw failure("something is missing here", index) }
        index += 1
        switch scalar {
        case "(": return try group(start)
        case "[": return .one(try characterClass(start))
        case ".": return .one(PatternClasses.notLineBreak)
        case "\\": return .one(try escape())
        case "*", "+", "?", "{": throw failure("there is nothing to repeat", start)
        case "^": throw failure("\"^\" may stand only at the front", start)
        case "]", "}": throw failure("write \\\(scalar) for the character itself", start)
        default: return .one(.init(scalar))
        }
    }

    private mutating func group(_ start: Int) throws(Pattern.Failure) -> Pattern.Node {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw failure("groups nest too deep", start) }
        if take("?"), !take(":") {
            throw failure("only plain groups are possible: no look-around, no names, no flags", start, to: index + 1)
        }
        let inner = try either()
        if current == "$", index + 1 < scalars.count { throw failure("\"$\" may stand only at the end", index) }
        guard take(")") else { throw failure("there is no \")\" for this \"(\"", start) }
        return inner
    }

    private mutating func escape() throws(Pattern.Failure) -> Pattern.CharacterSet {
        guard let scalar = current else { throw failure("a backslash needs a character behind it", index - 1) }
        index += 1
        if let set = PatternClasses.named[scalar] { return set }
        if ("0"..."9").contains(scalar) { throw failure("back references are not possible", index - 2, to: index) }
        if scalar.value < 0x80, scalar.properties.isAlphabetic {
            throw failure("unknown escape \"\\\(scalar)\"", index - 2, to: index)
        }
        return .init(scalar)
    }

    private mutating func characterClass(_ start: Int) throws(Pattern.Failure) -> Pattern.CharacterSet {
        let isInverted = take("^")
        var set = Pattern.CharacterSet(ranges: [])
        while let scalar = current, scalar != "]" {
            let first = index
            let low = try member()
            if current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                index += 1
                let high = try member()
                guard let from = low.single, let to = high.single, from <= to else {
                    throw failure("this range doesn't go upwards", first, to: index)
                }
                set = set.union(.init(ranges: [from...to]))
            } else {
                set = set.union(low)
            }
        }
        guard take("]"), !set.ranges.isEmpty else { throw failure("this class is empty or has no \"]\"", start) }
        return isInverted ? set.inverted : set
    }

    private mutating func member() throws(Pattern.Failure) -> Pattern.CharacterSet {
        guard let scalar = current else { throw failure("this class has no \"]\"", index - 1) }
        index += 1
        switch scalar {
        case "\\": return try escape()
        case "[": throw failure("write \\[ for the character itself in a class", index - 1)
        case "&" where current == "&", "~" where current == "~", "-" where current == "-":
            throw failure(
                "\"\(scalar)\(scalar)\" means different things to different matchers", index - 1, to: index + 1)
        default: return .init(scalar)
        }
    }
}

/// Named classes; ASCII, so that they mean the same to every matcher.
enum PatternClasses {
    static let notLineBreak = Pattern.CharacterSet(
        normalizing: [0x0A...0x0D, 0x85...0x85, 0x2028...0x2029]
    ).inverted
    private static let digits = Pattern.CharacterSet(ranges: [48...57])
    private static let word = Pattern.CharacterSet(ranges: [48...57, 65...90, 95...95, 97...122])
    private static let space = Pattern.CharacterSet(ranges: [9...13, 32...32])
    static let named: [Unicode.Scalar: Pattern.CharacterSet] = [
        "d": digits, "D": digits.inverted, "w": word, "W": word.inverted, "s": space, "S": space.inverted,
        "n": .init("\n"), "r": .init("\r"), "t": .init("\t"),
    ]
}

extension Pattern.CharacterSet {
    /// The one scalar of a set that holds one.
    var single: UInt32? {
        ranges.count == 1 && ranges[0].lowerBound == ranges[0].upperBound ? ranges[0].lowerBound : nil
    }
}

extension Pattern.Node {
    /// Characters that it matches when each repetition is written out as often as its numbers say.
    fileprivate var size: Int {
        switch self {
        case .one: 1
        case .sequence(let nodes), .either(let nodes): nodes.map(\.size).reduce(0, +)
        case .repeated(let body, let minimum, let maximum): body.size * max(minimum, maximum ?? 1)
        }
    }
}
