import Foundation

extension Threshold {
    /// A text that is no threshold; says where and what is expected.
    public struct Invalid: Error, Equatable, CustomStringConvertible {
        public var description: String

        init(_ text: String, _ reason: String) {
            description =
                "`\(text)` is no threshold: \(reason); write it as in `p(95)<200` or `http_req_failed: rate<0.001`"
        }
    }

    /// Reads one condition, with a metric in front or without.
    /// - Throws: `Invalid`
    public init(_ text: String) throws(Invalid) {
        let (head, condition) = Self.parts(text)
        guard let match = condition.wholeMatch(of: /(\w+)(?:\(\s*([0-9.]+)\s*\))?\s*(===|==|!=|<=|>=|<|>)\s*(\S+)/)
        else {
            throw Invalid(text, "it has no aggregation, comparison and number")
        }
        guard let limit = Double(match.4), limit.isFinite else { throw Invalid(text, "`\(match.4)` is no number") }
        let aggregation = try Self.aggregation(String(match.1), match.2.map(String.init), text)
        guard let comparison = Comparison(rawValue: String(match.3)) else { throw Invalid(text, "unknown comparison") }
        let (metric, endpoint) = try Self.metric(head, aggregation, text)
        guard metric.takes(aggregation) else {
            throw Invalid(text, "\(metric.rawValue) has no `\(aggregation.name)`, but \(metric.aggregations)")
        }
        self.init(metric, endpoint: endpoint, aggregation, comparison, limit)
    }

    /// What stands before the colon that is not in braces, and what behind it.
    private static func parts(_ text: String) -> (head: String?, condition: String) {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case ":" where depth == 0:
                return (trimmed(text[..<index]), trimmed(text[text.index(after: index)...]))
            default: break
            }
        }
        return (nil, trimmed(text[...]))
    }

    private static func trimmed(_ text: Substring) -> String { text.trimmingCharacters(in: .whitespaces) }

    private static func aggregation(
        _ name: String, _ argument: String?, _ text: String
    ) throws(Invalid) -> Aggregation {
        if name == "p" {
            guard let argument, let number = Double(argument), (0...100).contains(number) else {
                throw Invalid(text, "`p` takes a number from 0 to 100 in brackets")
            }
            return .percentile(number)
        }
        let plain: [Aggregation] = [.avg, .min, .med, .max, .rate, .count]
        guard argument == nil, let aggregation = plain.first(where: { $0.name == name }) else {
            throw Invalid(text, "there is no aggregation `\(name)`, but avg, min, med, max, p(N), rate, count")
        }
        return aggregation
    }

    private static func metric(
        _ head: String?, _ aggregation: Aggregation, _ text: String
    ) throws(Invalid) -> (Metric, String?) {
        guard let head else {
            switch aggregation {
            case .rate: return (.failed, nil)
            case .count: return (.requests, nil)
            default: return (.duration, nil)
            }
        }
        guard let match = head.wholeMatch(of: /(\w+)\s*(?:\{\s*endpoint\s*:\s*(.+?)\s*\})?/),
            let metric = Metric(rawValue: String(match.1))
        else {
            throw Invalid(
                text,
                "`\(head)` is no metric, but one of \(Metric.allCases.map(\.rawValue).joined(separator: ", ")), "
                    + "perhaps with {endpoint:NAME}")
        }
        if metric == .dropped, match.2 != nil { throw Invalid(text, "dropped requests are not counted by endpoint") }
        return (metric, match.2.map(String.init))
    }
}

extension Threshold.Metric {
    func takes(_ aggregation: Threshold.Aggregation) -> Bool {
        switch (self, aggregation) {
        case (.failed, .rate), (.requests, .rate), (.requests, .count), (.dropped, .rate), (.dropped, .count): true
        case (.duration, .rate), (.duration, .count): false
        case (.duration, _): true
        default: false
        }
    }
}
