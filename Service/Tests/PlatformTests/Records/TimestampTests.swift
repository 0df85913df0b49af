import Foundation
import GRDB
import Testing

@testable import Platform

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-22T23:54:52.123Z", 1_795_391_692_123),
        ("2026-11-23T00:54:52.123+01:00", 1_795_391_692_123),
        ("2026-11-22t18:54:52.1239-05:00", 1_795_391_692_123), ("1969-12-31T23:59:59.9Z", -100),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("2024-02-29 12:00:00Z", 1_709_208_000_000),
        ("2016-12-31T23:59:60Z", 1_483_228_799_000),
    ])
    func momentsAreRead(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T23:54:52", "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z", "2026-11-22T23:54:61Z",
        "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-11-22T23:54:52.Z", "2026-11-22T23:54:52+24:00", "2026-11-22T23:54:52+1:00", "2026-11-22T23:54:52Z ",
        "9999-12-31T23:59:59-01:00",
        "2026-11-22X23:54:52Z", "20२६-11-22T23:54:52Z",
    ])
    func otherTextIsNone(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test func theTextIsTheStoredForm() {
        #expect(Timestamp(rfc3339: "2026-11-23T00:54:52.1+01:00")?.text == "2026-11-22T23:54:52.100Z")
        #expect(Timestamp(Date(timeIntervalSince1970: 1.2345)).text == "1970-01-01T00:00:01.235Z")
        #expect(Timestamp(milliseconds: .max).text == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).text == "0001-01-01T00:00:00.000Z")
    }

    @Test func everyDayIsItsOwnText() {
        for day in stride(from: Int64(-719_162), through: 2_932_896, by: 97) {
            let text = Timestamp(milliseconds: day * 86_400_000).text
            #expect(Timestamp(rfc3339: text)?.milliseconds == day * 86_400_000)
        }
    }

    @Test func secondsAreAdded() {
        let moment = Timestamp(milliseconds: 500)
        #expect(moment.adding(seconds: -1).text == "1969-12-31T23:59:59.500Z")
        #expect(moment.adding(seconds: .max).text == "9999-12-31T23:59:59.999Z")
        #expect(moment.adding(seconds: .min).text == "0001-01-01T00:00:00.000Z")
        #expect(moment < moment.adding(seconds: 1))
        #expect(moment.date == Date(timeIntervalSince1970: 0.5))
    }

    @Test func theDatabaseKeepsIt() throws {
        let moment = Timestamp(milliseconds: 1_795_391_692_123)
        try DatabaseQueue().read { connection in
            #expect(try Timestamp.fetchOne(connection, sql: "SELECT ?", arguments: [moment]) == moment)
            let row = try #require(try Row.fetchOne(connection, sql: "SELECT ?, NULL", arguments: [moment]))
            #expect(row[0] == moment)
            #expect(row[1] == nil as Timestamp?)
            #expect(Timestamp.fromDatabaseValue(.null) == nil)
        }
    }
}

@Suite struct UUIDv7Tests {
    @Test func idsSortByTheirTime() {
        let ids = (0..<100).map { UUIDv7.make(at: Timestamp(milliseconds: 1_795_391_692_000 + Int64($0))) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 100)
    }

    @Test func theFormIsThatOfTheStandard() throws {
        let id = UUIDv7.make(at: Timestamp(milliseconds: 0x0199_1234_5678))
        #expect(id.wholeMatch(of: /01991234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(UUID(uuidString: id) != nil)
    }
}
