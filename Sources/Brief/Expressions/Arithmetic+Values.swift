extension Arithmetic {
    /// The exact value, or nil where there is none: an operand is null, a division is by zero, a number does not fit 64 bits,
    /// a time leaves the years 0 to 9999. A comparison with no value is false as a whole. Durations are whole milliseconds,
    /// given as `.duration` or `.int` and returned as `.int`; a quotient is whole, cut towards zero.
    public func apply(_ left: Literal, _ right: Literal) -> Literal? {
        switch (left.inMilliseconds, right.inMilliseconds) {
        case (.datetime(let time), .int(let length)): moved(time, length)
        case (.int(let length), .datetime(let time)) where self == .add: moved(time, length)
        case (.datetime(let left), .datetime(let right)) where self == .subtract: distance(left, right)
        case (.int(let left), .int(let right)): checked(left, right).map { .int($0) }
        case (.decimal(let left), .decimal(let right)): decimal(left, right)
        case (.decimal(let left), .int(let right)): decimal(left, Number(units: right))
        case (.int(let left), .decimal(let right)): decimal(Number(units: left), right)
        default: nil
        }
    }

    private func checked(_ left: Int64, _ right: Int64) -> Int64? {
        let (value, overflows) =
            switch self {
            case .add: left.addingReportingOverflow(right)
            case .subtract: left.subtractingReportingOverflow(right)
            case .multiply: left.multipliedReportingOverflow(by: right)
            case .divide: left.dividedReportingOverflow(by: right)
            }
        return overflows ? nil : value
    }

    private func decimal(_ left: Number, _ right: Number) -> Literal? {
        if self == .multiply {
            return checked(left.units, right.units).map { .decimal(Number(units: $0, scale: left.scale + right.scale)) }
        }
        let scale = max(left.scale, right.scale)
        guard let first = left.units(scaledTo: scale), let second = right.units(scaledTo: scale) else { return nil }
        return checked(first, second).map { .decimal(Number(units: $0, scale: self == .divide ? 0 : scale)) }
    }

    private func moved(_ time: String, _ length: Int64) -> Literal? {
        guard self == .add || self == .subtract, let start = Moment.milliseconds(time) else { return nil }
        return checked(start, length).flatMap(Moment.text).map { .datetime($0) }
    }

    private func distance(_ left: String, _ right: String) -> Literal? {
        guard let left = Moment.milliseconds(left), let right = Moment.milliseconds(right) else { return nil }
        return .int(left - right)
    }
}

extension Literal {
    /// A duration as the milliseconds that expressions reckon with.
    public var inMilliseconds: Literal {
        if case .duration(let seconds) = self { .int(Int64(seconds.count) * 1000) } else { self }
    }
}

extension Number {
    /// The number in units of 10^-scale; nil where it does not fit.
    func units(scaledTo wanted: Int) -> Int64? {
        var result = units
        for _ in scale..<max(scale, wanted) {
            let (next, overflows) = result.multipliedReportingOverflow(by: 10)
            if overflows { return nil }
            result = next
        }
        return result
    }
}

extension Number {
    /// -1, 0 or 1 as `left` is less than, equal to or greater than `right`; exact whatever their scales.
    public static func order(_ left: Number, _ right: Number) -> Int {
        if left.scale > right.scale { return -order(right, left) }
        var scaled = Int128(left.units)
        for _ in left.scale..<right.scale {
            let (next, overflows) = scaled.multipliedReportingOverflow(by: 10)
            // Beyond 128 bits it is beyond the other number, too, which has 64.
            if overflows { return scaled.signum() == 1 ? 1 : -1 }
            scaled = next
        }
        let other = Int128(right.units)
        return scaled < other ? -1 : scaled == other ? 0 : 1
    }
}

/// Points in time as they are stored: `2026-11-22T23:54:52.123Z`, without leap seconds.
enum Moment {
    /// Since 1970; nil where the text isn't of that form.
    static func milliseconds(_ text: String) -> Int64? {
        let letters = Array(text.utf8)
        guard letters.count == 24 else { return nil }
        func number(_ range: Range<Int>) -> Int64? { Int64(String(decoding: letters[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), let fraction = number(20..<23)
        else { return nil }
        return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
    }

    /// Nil outside the years 0 to 9999.
    static func text(_ milliseconds: Int64) -> String? {
        let (days, rest) = divided(milliseconds, by: 86_400_000)
        guard (-719_528...2_932_896).contains(days) else { return nil }
        let (year, month, day) = date(days)
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(padded(rest / 3_600_000, 2))"
            + ":\(padded(rest / 60_000 % 60, 2)):\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))Z"
    }

    /// Days since 1970 in the Gregorian calendar. Years are counted from March, so that the leap day is a year's last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month > 2 ? year : year - 1
        let (era, yearOfEra) = divided(year, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, day) = divided(days + 719_468, by: 146_097)
        let yearOfEra = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (era * 400 + yearOfEra + (month > 2 ? 0 : 1), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    /// Rounded down, so that the remainder is never negative.
    private static func divided(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let remainder = value % divisor
        return remainder < 0 ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
    }
}
