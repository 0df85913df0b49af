import Blueprint
import Brief

/// Values of a field that are had once: one for each number, all different, all within the field's own rules. They are text
/// as a path has them, but for a decimal, which is its units as the database has it.
struct DistinctValues: Sendable {
    /// How many there are.
    let room: Int
    private let make: @Sendable (Int) -> String?

    /// - Parameter text: a value of the field, whose form the others keep where there is room for it.
    init(of field: Field, like text: String) {
        if let pattern = field.pattern {
            room = PatternText.room(pattern, field.bounds)
            make = { PatternText.matching(pattern, field.bounds, $0) }
            return
        }
        let low = field.bounds?.minimum
        let high = field.bounds?.maximum
        switch field.type {
        case .uuid, .reference:
            room = .max
            make = { text.dropLast(12) + Self.padded(String($0, radix: 16), 12) }
        case .int: (room, make) = Self.units(low?.units, high?.units)
        case .decimal(let precision, let scale):
            let most = (0..<precision).reduce(Int64(1)) { product, _ in product * 10 } - 1
            (room, make) = Self.units(low?.units(at: scale), high?.units(at: scale) ?? most)
        case .date: (room, make) = (Self.days, { ScenarioTime.date(text, after: $0) })
        case .datetime: (room, make) = (.max, { ScenarioTime.moment(text, after: Double($0) / 1000) })
        case .enumeration(let values): (room, make) = (values.count, { values[$0] })
        case .email: (room, make) = Self.texts(text, ".", "@example.org", field.bounds)
        case .string, .text, .slug, .url: (room, make) = Self.texts(text, "-", "", field.bounds)
        case .bool, .json, .list: (room, make) = (1, { _ in text })
        }
    }

    /// - Returns: nil where there is no room for so many.
    subscript(number: Int) -> String? { number < room ? make(number) : nil }

    /// Days until dates have five digits for a year.
    private static let days = 2_000_000
    /// Digits that a number may need.
    private static let digits = 8

    private static func units(_ low: Int64?, _ high: Int64?) -> (Int, @Sendable (Int) -> String?) {
        let first = low ?? high.map { min($0, 1) } ?? 1
        let (span, overflows) = (high ?? .max).subtractingReportingOverflow(first)
        return (overflows ? .max : Int(clamping: span).advanced(by: span < .max ? 1 : 0), { String(first + Int64($0)) })
    }

    /// The number goes behind the text, or before an address's `@`; where that leaves no room, it is all there is.
    private static func texts(
        _ text: String, _ separator: String, _ suffix: String, _ bounds: Bounds?
    ) -> (Int, @Sendable (Int) -> String?) {
        let most = bounds?.maximum.map { Int($0.units) } ?? .max
        let least = Int(bounds?.minimum?.units ?? 0)
        if text.count + separator.count + digits <= most {
            let end = suffix.isEmpty ? text.endIndex : text.firstIndex(of: "@") ?? text.endIndex
            return (.max, { "\(text[..<end])\(separator)\($0)\(text[end...])" })
        }
        let width = max(0, most - suffix.count)
        let room = width >= digits ? Int.max : (0..<width).reduce(1) { product, _ in product * 36 }
        return (room, { padded(String($0, radix: 36), least - suffix.count) + suffix })
    }

    static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Number {
    /// At a scale that is no smaller.
    fileprivate func units(at wanted: Int) -> Int64 {
        (scale..<max(scale, wanted)).reduce(units) { units, _ in units.multipliedReportingOverflow(by: 10).partialValue
        }
    }
}
