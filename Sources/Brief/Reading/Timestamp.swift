import Foundation

/// Checks the written form of dates, times and uuids.
enum Timestamp {
    /// `2026-11-22`, a day of the Gregorian calendar.
    static func isDate(_ text: String) -> Bool {
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else { return false }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(parts[1]) && (1...days[parts[1] - 1]).contains(parts[2])
    }

    /// RFC 3339 with at most milliseconds, brought to the form in which times are stored and compared:
    /// `2026-11-22T23:54:52.123Z`. Nil where the text is no such time.
    static func utc(_ text: String) -> String? {
        let form =
            /([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.([0-9]{1,3}))?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))/
        guard isDate(String(text.prefix(10))), text.dropFirst(10).first == "T",
            let match = text.dropFirst(11).wholeMatch(of: form)
        else { return nil }
        let fraction = (match.2.map(String.init) ?? "").padding(toLength: 3, withPad: "0", startingAt: 0)
        guard let local = Moment.milliseconds("\(text.prefix(19)).\(fraction)Z") else { return nil }
        let offset = ((match.4.flatMap { Int64($0) } ?? 0) * 60 + (match.5.flatMap { Int64($0) } ?? 0)) * 60_000
        return Moment.text(match.3 == "-" ? local + offset : local - offset)
    }

    static func isUUID(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/) != nil
    }
}
