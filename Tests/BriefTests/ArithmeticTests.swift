import Testing

@testable import Brief

@Suite struct ArithmeticTests {
    @Test func whatDoesNotFitHasNoValue() {
        #expect(Arithmetic.add.apply(.int(.max), .int(1)) == nil)
        #expect(Arithmetic.multiply.apply(.int(.min), .int(-1)) == nil)
        #expect(Arithmetic.divide.apply(.int(.min), .int(-1)) == nil)
        #expect(Arithmetic.divide.apply(.int(1), .int(0)) == nil)
        #expect(Arithmetic.add.apply(.null, .int(1)) == nil)
        #expect(Arithmetic.add.apply(.datetime("9999-12-31T23:59:59.999Z"), .duration(Seconds(1))) == nil)
        #expect(Arithmetic.subtract.apply(.int(1), .datetime("2026-01-01T00:00:00.000Z")) == nil)
    }

    @Test func decimalsAreExact() {
        let tenth = Literal.decimal(Number(units: 1, scale: 1))
        let fifth = Literal.decimal(Number(units: 20, scale: 2))
        #expect(Arithmetic.add.apply(tenth, fifth) == .decimal(Number(units: 30, scale: 2)))
        #expect(Arithmetic.multiply.apply(fifth, .int(3)) == .decimal(Number(units: 60, scale: 2)))
    }

    @Test(arguments: [
        ("2024-02-28T23:59:59.999Z", 1, "2024-02-29T00:00:00.999Z"),
        ("2023-03-01T00:00:00.000Z", -1, "2023-02-28T23:59:59.000Z"),
        ("1970-01-01T00:00:00.000Z", -86_400, "1969-12-31T00:00:00.000Z"),
        ("0000-01-01T00:00:00.000Z", 0, "0000-01-01T00:00:00.000Z"),
        ("2000-02-29T12:00:00.000Z", 86_400 * 365, "2001-02-28T12:00:00.000Z"),
    ])
    func timesMoveByDurationsInTheGregorianCalendar(_ start: String, _ seconds: Int, _ end: String) {
        let length = Literal.duration(Seconds(seconds))
        #expect(Arithmetic.add.apply(.datetime(start), length) == .datetime(end))
        #expect(Arithmetic.subtract.apply(.datetime(end), length) == .datetime(start))
        #expect(Arithmetic.subtract.apply(.datetime(end), .datetime(start)) == .int(Int64(seconds) * 1000))
    }

    @Test func numbersCompareExactlyWhateverTheirScales() {
        let large = Number(units: .max)
        #expect(Number.order(large, Number(units: .max, scale: 18)) == 1)
        #expect(Number.order(Number(units: .min), Number(units: 1, scale: 60)) == -1)
        #expect(Number.order(Number(units: 1, scale: 60), large) == -1)
        #expect(Number.order(Number(units: 150, scale: 2), Number(units: 15, scale: 1)) == 0)
    }

    @Test(arguments: [
        ("2026-01-15T13:00:00+01:00", "2026-01-15T12:00:00.000Z"), ("2026-01-15T12:00:00Z", "2026-01-15T12:00:00.000Z"),
        ("2025-12-31T23:30:00.5-01:30", "2026-01-01T01:00:00.500Z"), ("2026-02-30T12:00:00Z", nil),
        ("2026-01-15T12:00:00", nil), ("2026-01-15 12:00:00Z", nil), ("2026-01-15T24:00:00Z", nil),
        ("0000-01-01T00:00:00+01:00", nil),
    ])
    func aTimeIsKeptInUTCWithMilliseconds(_ written: String, _ kept: String?) {
        #expect(Timestamp.utc(written) == kept)
    }
}
