import Source

/// Quantities of the brief: `30d`, `600/min`, `99.9%`, `(8..128)`.
enum Units {
    static let seconds: [String: Int] = [
        "s": 1, "sec": 1, "min": 60, "m": 60, "h": 3600, "hour": 3600, "d": 86400, "day": 86400,
    ]

    /// `15m`; nil when it isn't a positive whole number with a unit, or exceeds a hundred years.
    static func duration(_ number: String, _ unit: String) -> Seconds? {
        guard let factor = seconds[unit], let count = Int(number), count > 0 else { return nil }
        let (total, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow || total > 3_155_760_000 ? nil : Seconds(total)
    }

    static func duration(_ text: String) -> Seconds? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return duration(String(digits), String(text.dropFirst(digits.count)))
    }

    /// `-12.50`, exactly; nil when it doesn't fit 18 digits.
    static func number(_ text: String) -> Number? {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let units = Int64(parts.joined())
        else { return nil }
        return Number(units: isNegative ? -units : units, scale: parts.count == 2 ? parts[1].count : 0)
    }

    /// `99.9%` as a share.
    static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let percent = number(String(text.dropLast())),
            !Number.isLess(percent, Number(units: 0)), !Number.isLess(Number(units: 100), percent)
        else { return nil }
        let parts = (0..<percent.scale + 2).reduce(1.0) { product, _ in product * 10 }
        return Double(percent.units) / parts
    }
}

extension Number {
    /// The whole number it is, if it is one.
    var whole: Int64? { scale == 0 ? units : nil }

    /// Exact order of two numbers of at most 18 digits.
    static func isLess(_ left: Number, _ right: Number) -> Bool {
        let scale = max(left.scale, right.scale)
        func scaled(_ number: Number) -> Int128 {
            (0..<(scale - number.scale)).reduce(Int128(number.units)) { value, _ in value * 10 }
        }
        return scaled(left) < scaled(right)
    }
}
