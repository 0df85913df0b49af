/// Reads dates and times of RFC 3339.
enum RFC3339 {
    /// `2026-11-22`
    static func date(_ text: some StringProtocol) -> CivilDate? {
        var reader = Reader(text)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        return date
    }

    /// `2026-11-22T23:54:52.123+01:00`: milliseconds since 1970, UTC. A leap second counts as the second before it.
    static func milliseconds(_ text: some StringProtocol) -> Int64? {
        var reader = Reader(text)
        guard let date = reader.date(), reader.skip("T", "t", " "), let time = reader.time(),
            let offset = reader.offset(),
            reader.isAtEnd
        else { return nil }
        return date.daysSince1970 * 86_400_000 + time - offset * 60_000
    }

    private struct Reader {
        private let bytes: [UInt8]
        private var at = 0

        init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

        var isAtEnd: Bool { at == bytes.count }

        mutating func date() -> CivilDate? {
            guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else {
                return nil
            }
            return CivilDate(year: year, month: month, day: day)
        }

        /// Milliseconds of the day.
        mutating func time() -> Int64? {
            guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
                let second = number(2),
                second <= 60
            else { return nil }
            var fraction: Int64 = 0
            if skip(".") {
                let start = at
                while let digit = digit() {
                    if at - start < 3 { fraction = fraction * 10 + digit }
                    at += 1
                }
                guard at > start else { return nil }
                for _ in 0..<max(0, 3 - (at - start)) { fraction *= 10 }
            }
            return ((hour * 60 + minute) * 60 + min(second, 59)) * 1000 + fraction
        }

        /// Minutes east of UTC.
        mutating func offset() -> Int64? {
            if skip("Z", "z") { return 0 }
            let isWest = skip("-")
            guard isWest || skip("+"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2),
                minutes < 60
            else {
                return nil
            }
            return (isWest ? -1 : 1) * (hours * 60 + minutes)
        }

        mutating func skip(_ characters: Unicode.Scalar...) -> Bool {
            guard at < bytes.count, characters.contains(Unicode.Scalar(bytes[at])) else { return false }
            at += 1
            return true
        }

        private mutating func number(_ width: Int) -> Int64? {
            var number: Int64 = 0
            for _ in 0..<width {
                guard let digit = digit() else { return nil }
                number = number * 10 + digit
                at += 1
            }
            return number
        }

        private func digit() -> Int64? {
            guard at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) else { return nil }
            return Int64(bytes[at] - UInt8(ascii: "0"))
        }
    }
}
