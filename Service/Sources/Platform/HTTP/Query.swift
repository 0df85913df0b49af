/// The query of a request: names and values in their order, percent-decoded.
public struct Query: Sendable, Equatable {
    public struct Pair: Sendable, Equatable {
        public var name: String
        public var value: String
    }

    public private(set) var pairs: [Pair]

    public static let empty = Query(pairs: [])

    private init(pairs: [Pair]) { self.pairs = pairs }

    /// - Throws: a ``Problem`` with status 400 when an escape is broken or the text is not UTF-8.
    public init(parsing text: Substring) throws(Problem) {
        pairs = try text.split(separator: "&").map { part throws(Problem) in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Pair(
                name: try Self.decode(halves[0]), value: halves.count > 1 ? try Self.decode(halves[1]) : "")
        }
    }

    /// The value of a parameter; nil when it is not there.
    public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    private static func decode(_ text: Substring) throws(Problem) -> String {
        guard let decoded = PercentEncoding.decode(text, plusIsSpace: true) else {
            throw Problem.malformed("The query holds an escape that stands for no text.", code: "malformed-query")
        }
        return decoded
    }
}
