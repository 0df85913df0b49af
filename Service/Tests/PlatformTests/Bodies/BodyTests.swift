import GRDB
import Testing

@testable import Platform

@Suite struct BodyTests {
    func violations(_ text: String, isPartial: Bool = true) throws -> [String] {
        try Books.body.read(JSON(parsing: text), isPartial: isPartial, on: nil).violations.map {
            "\($0.pointer) \($0.code)"
        }
    }

    @Test(arguments: [
        (#"{"title": ""}"#, "/title range"), (#"{"title": "123456789012345678901"}"#, "/title range"),
        (#"{"title": 1}"#, "/title type"),
        (#"{"title": null}"#, "/title required"), (#"{"isbn": "12345"}"#, "/isbn pattern"),
        (#"{"isbn": "1234\n"}"#, "/isbn pattern"),
        (#"{"genre": "Fiction"}"#, "/genre enum"), (#"{"pages": 0}"#, "/pages range"),
        (#"{"pages": 1.5}"#, "/pages type"),
        (#"{"pages": "1"}"#, "/pages type"), (#"{"pages": 9223372036854775808}"#, "/pages type"),
        (#"{"price": "1.234"}"#, "/price format"),
        (#"{"price": true}"#, "/price type"), (#"{"price": 1.5}"#, "/price type"), (#"{"pages": 1.05}"#, "/pages type"),
        (#"{"price": "-0.01"}"#, "/price range"),
        (#"{"price": "1000.00"}"#, "/price format"),
        (#"{"shelved": 1}"#, "/shelved type"), (#"{"printed": "2023-02-29"}"#, "/printed format"),
        (#"{"tags": "a"}"#, "/tags type"),
        (#"{"tags": null}"#, "/tags required"), (#"{"tags": ["a", "toolong"]}"#, "/tags/1 range"),
        (#"{"tags": ["a", 2]}"#, "/tags/1 type"),
        (#"{"tags": ["a", "b", "c", "d"]}"#, "/tags range"), (#"{"owner": "bob"}"#, "/owner readonly"),
        (#"{"a/b~c": 1}"#, "/a~1b~0c unknown"),
    ])
    func whatBreaksARuleIsNamed(_ text: String, _ violation: String) throws {
        #expect(try violations(text) == [violation])
    }

    @Test(arguments: [
        #"{}"#, #"{"title": "12345678901234567890"}"#, #"{"title": "é"}"#, #"{"isbn": null}"#, #"{"pages": 1}"#,
        #"{"pages": 1.0}"#,
        #"{"price": "99.99"}"#, #"{"printed": "2024-02-29"}"#, #"{"notes": [1, {"a": null}]}"#, #"{"tags": []}"#,
        #"{"secret": ""}"#,
    ])
    func whatKeepsTheRulesIsTaken(_ text: String) throws { #expect(try violations(text) == []) }

    @Test func boundsOfADecimalAreToldAsDecimals() throws {
        let values = try Books.body.read(JSON(parsing: #"{"price": "-0.01"}"#), isPartial: true, on: nil)
        #expect(values.violations.map(\.detail) == ["must be 0.00 to 99.99"])
    }

    @Test func allFaultsAreToldAtOnce() throws {
        #expect(
            try violations(#"{"isbn": "x", "nope": 1}"#, isPartial: false) == [
                "/isbn pattern", "/nope unknown", "/title required",
            ])
    }

    @Test func aBlankBecomesNull() throws {
        let values = try Books.body.read(JSON(parsing: #"{"secret": ""}"#), isPartial: true, on: nil)
        #expect(values.columns == ["secret": .null])
    }

    @Test(arguments: [
        (MemberType.email, "Ann@Example.ORG", "ann@example.org"),
        (.url, "https://example.org/a?b", "https://example.org/a?b"),
        (.uuid, "0198AAAA-0000-7000-8000-000000000001", "0198aaaa-0000-7000-8000-000000000001"),
        (.lowercased, "ÀB", "àb"),
        (.datetime, "2026-11-22T23:54:52+01:00", "2026-11-22T22:54:52.000Z"), (.date, "2026-11-22", "2026-11-22"),
        (
            .reference(statement: "", isNumber: false), "0198AAAA-0000-7000-8000-000000000001",
            "0198aaaa-0000-7000-8000-000000000001"
        ),
    ])
    func textIsStoredInOneForm(_ type: MemberType, _ text: String, _ stored: String) throws {
        #expect(try type.stored(text: text) == stored.databaseValue)
        #expect(try type.stored(.string(text)) == stored.databaseValue)
    }

    @Test(arguments: [
        (MemberType.email, "ann"), (.email, "ann@x"), (.email, "a b@example.org"), (.url, "ftp://example.org"),
        (.url, "https://"), (.url, "x"),
        (.uuid, "x"), (.datetime, "2026-11-22"), (.date, "2026-11-22T00:00:00Z"), (.int, "x"), (.bool, "1"),
        (.enumeration(["a"]), "b"),
        (.decimal(precision: 3, scale: 1), "1e2"), (.reference(statement: "", isNumber: true), "x"),
        (.email, String(repeating: "a", count: 255) + "@example.org"),
    ])
    func otherTextIsRefused(_ type: MemberType, _ text: String) {
        #expect(throws: Mismatch.self) { try type.stored(text: text) }
    }

    @Test func otherKindsOfJSONAreRefused() {
        for type in [MemberType.text, .reference(statement: "", isNumber: true), .list(Member("e", .text)), .bool] {
            #expect(throws: Mismatch.self) { try type.stored(.object([])) }
        }
    }

    @Test(arguments: [
        ("12.5", 1250), ("0", 0), ("-0.01", -1), ("999.99", 99_999), ("007", 700),
    ])
    func decimalsAreExact(_ text: String, _ units: Int64) {
        #expect(Decimals.units(text, precision: 5, scale: 2) == units)
    }

    @Test(arguments: ["1000.00", "1.234", "", ".5", "1.", "+1", "1e3", "99999999999999999999", "9223372036854775807"])
    func otherTextIsNoDecimal(_ text: String) { #expect(Decimals.units(text, precision: 5, scale: 2) == nil) }

    @Test func decimalsAreWrittenWithTheirScale() {
        #expect(
            [1250, 5, -5, 0, -1250].map { Decimals.text($0, scale: 2) } == ["12.50", "0.05", "-0.05", "0.00", "-12.50"])
        #expect(Decimals.text(.min, scale: 0) == "-9223372036854775808")
    }

    @Test func aReferenceHasToLeadSomewhere() throws {
        let body = Body([Member("id", column: "id", .reference(statement: "SELECT 1 WHERE :id = 7", isNumber: true))])
        let codes = try ["7", "8"].map { id in
            let json = try JSON(parsing: #"{"id": \#(id)}"#)
            return try DatabaseQueue().read { try body.read(json, isPartial: true, on: $0).violations.map(\.code) }
        }
        #expect(codes == [[], ["format"]])
    }
}
