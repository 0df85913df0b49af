import Foundation
import GRDB

/// A moment, to the millisecond, kept as the text that database and wire share: `2026-11-22T23:54:52.123Z`.
/// Text order is time order, so that reading, writing and comparing need no calendar.
public struct Timestamp: Sendable, Hashable, Comparable {
    public let text: String

    /// - Parameter milliseconds: since 1970, UTC.
    public init(milliseconds: Int64) {
        let clamped = min(max(milliseconds, Self.earliest), Self.latest)
        let (day, time) = clamped.quotientAndRemainder(floor: 86_400_000)
        let date = CivilDate(daysSince1970: day)
        text = String(unsafeUninitializedCapacity: 24) { output in
            var digits = DigitWriter(output: output)
            date.write(to: &digits)
            digits.put("T")
            digits.put(time / 3_600_000, width: 2)
            digits.put(":")
            digits.put(time / 60_000 % 60, width: 2)
            digits.put(":")
            digits.put(time / 1000 % 60, width: 2)
            digits.put(".")
            digits.put(time % 1000, width: 3)
            digits.put("Z")
            return digits.count
        }
    }

    public init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

    /// RFC 3339 with any offset; digits after the millisecond are cut off. Nil when it is none, or outside the years 1 to 9999.
    public init?(rfc3339 text: some StringProtocol) {
        guard let milliseconds = RFC3339.milliseconds(text), (Self.earliest...Self.latest).contains(milliseconds) else {
            return nil
        }
        self.init(milliseconds: milliseconds)
    }

    /// Text that is already in the stored form.
    init(stored text: String) { self.text = text }

    public static var now: Timestamp { Timestamp(Date()) }

    /// Since 1970, UTC.
    public var milliseconds: Int64 { RFC3339.milliseconds(text) ?? 0 }
    public var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    public func adding(seconds: Int64) -> Timestamp {
        let (span, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return Timestamp(milliseconds: seconds < 0 ? Self.earliest : Self.latest) }
        return Timestamp(milliseconds: milliseconds + min(max(span, -Self.latest), Self.latest))
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.text < right.text }

    private static let earliest: Int64 = -62_135_596_800_000
    private static let latest: Int64 = 253_402_300_799_999
}

extension Timestamp: DatabaseValueConvertible, StatementColumnConvertible {
    public var databaseValue: DatabaseValue { text.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        String.fromDatabaseValue(value).map(Timestamp.init(stored:))
    }

    public init?(sqliteStatement: SQLiteStatement, index: CInt) {
        let text = String(sqliteStatement: sqliteStatement, index: index)
        self.init(stored: text)
    }
}
