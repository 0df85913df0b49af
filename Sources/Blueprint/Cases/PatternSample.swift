import Brief

/// Texts that match a pattern of the linear subset, and texts that don't. A pattern that is more than ASCII gives none.
enum PatternSample {
    /// A text within the bounds, another one for another number where the pattern leaves a choice.
    static func matching(_ pattern: String, _ bounds: Bounds?, _ number: Int) -> String? {
        sample(pattern, bounds, number)?.text
    }

    /// The text, and how many numbers there are before texts come again.
    static func sample(_ pattern: String, _ bounds: Bounds?, _ number: Int) -> (text: String, room: Int)? {
        guard let node = PatternParser.parse(pattern) else { return nil }
        let low = Int(bounds?.minimum?.units ?? 0)
        let high = bounds?.maximum.map { Int($0.units) } ?? .max
        // A few characters more than the least leave room for different numbers.
        let least = node.leastLength
        for length in [max(low, min(high, least + 3)), max(low, least), least] {
            var extra = length - least
            var text: [UInt8] = []
            var count = Count(rest: number)
            if extra >= 0 { node.write(to: &text, extra: &extra, count: &count) }
            if extra == 0, text.count >= low, text.count <= high, node.isFound(in: text) {
                return (String(decoding: text, as: UTF8.self), count.room)
            }
        }
        return padded(node, low, number)
    }

    static func matches(_ text: String, _ pattern: String) -> Bool {
        PatternParser.parse(pattern)?.isFound(in: Array(text.utf8)) ?? false
    }

    /// The shortest text that matches, filled up at an end that the pattern leaves open.
    private static func padded(_ node: PatternNode, _ length: Int, _ number: Int) -> (text: String, room: Int)? {
        var (text, none, count): ([UInt8], Int, Count) = ([], 0, Count(rest: number))
        node.write(to: &text, extra: &none, count: &count)
        let width = length - text.count
        guard width > 0, length < 100_000 else { return nil }
        let digits = Array(Samples.padded(number, width).utf8.suffix(width))
        let room = (0..<min(width, 9)).reduce(1) { room, _ in room * 10 }
        return [text + digits, digits + text].first { node.isFound(in: $0) }.map {
            (String(decoding: $0, as: UTF8.self), room)
        }
    }

    /// A number whose digits are choices, and the product of their bases.
    struct Count {
        var rest: Int
        var room = 1

        mutating func choose(of count: Int) -> Int {
            defer { rest /= count }
            let product = room.multipliedReportingOverflow(by: count)
            room = product.overflow ? .max : product.partialValue
            return rest % count
        }
    }

    /// A text within the bounds that doesn't match.
    static func failing(_ pattern: String, _ bounds: Bounds?) -> String? {
        guard let node = PatternParser.parse(pattern) else { return nil }
        let low = max(1, Int(bounds?.minimum?.units ?? 1))
        let high = bounds?.maximum.map { Int($0.units) } ?? .max
        let characters = ["x", "!", "0", " ", "A"] + (UInt8(33)...126).map { String(Unicode.Scalar($0)) }
        for character in characters {
            for length in [low, min(high, low + 6)] where (low...max(low, high)).contains(length) && length < 1000 {
                let text = String(repeating: character, count: length)
                if !node.isFound(in: Array(text.utf8)) { return text }
            }
        }
        return nil
    }
}

/// A part of a pattern.
indirect enum PatternNode {
    case set([UInt8])
    case start, end
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repeated(PatternNode, Int, Int?)

    var leastLength: Int {
        switch self {
        case .set: 1
        case .start, .end: 0
        case .sequence(let parts): parts.reduce(0) { $0 + $1.leastLength }
        case .alternatives(let parts): parts[0].leastLength
        case .repeated(let part, let least, _): part.leastLength * least
        }
    }

    /// Writes a text that matches; `extra` characters are spent on the first parts that may repeat.
    /// Each choice takes a digit of the number.
    func write(to text: inout [UInt8], extra: inout Int, count: inout PatternSample.Count) {
        switch self {
        case .start, .end: break
        case .set(let characters):
            text.append(characters[count.choose(of: characters.count)])
        case .sequence(let parts): for part in parts { part.write(to: &text, extra: &extra, count: &count) }
        case .alternatives(let parts): parts[0].write(to: &text, extra: &extra, count: &count)
        case .repeated(let part, let least, let most):
            let width = max(1, part.leastLength)
            let more = min(most.map { $0 - least } ?? .max, extra / width)
            extra -= more * width
            var none = 0
            for _ in 0..<(least + more) { part.write(to: &text, extra: &none, count: &count) }
        }
    }

    /// Whether the pattern matches anywhere in the text.
    func isFound(in text: [UInt8]) -> Bool { !ends(in: text, from: Set(0...text.count)).isEmpty }

    /// Where a match can end that begins at one of these positions.
    private func ends(in text: [UInt8], from starts: Set<Int>) -> Set<Int> {
        switch self {
        case .start: return starts.intersection([0])
        case .end: return starts.intersection([text.count])
        case .set(let characters):
            return Set(starts.filter { $0 < text.count && characters.contains(text[$0]) }.map { $0 + 1 })
        case .sequence(let parts):
            var ends = starts
            for part in parts { ends = part.ends(in: text, from: ends) }
            return ends
        case .alternatives(let parts):
            var ends: Set<Int> = []
            for part in parts { ends.formUnion(part.ends(in: text, from: starts)) }
            return ends
        case .repeated(let part, let least, let most):
            var current = starts
            for _ in 0..<least { current = part.ends(in: text, from: current) }
            var ends = current
            var rounds = (most ?? .max) - least
            while rounds > 0, !current.isEmpty {
                current = part.ends(in: text, from: current).subtracting(ends)
                ends.formUnion(current)
                rounds -= 1
            }
            return ends
        }
    }
}
