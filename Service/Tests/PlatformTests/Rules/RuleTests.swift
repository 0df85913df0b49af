import Platform
import Testing

@Suite struct RuleTests {
    private let missing: Int64? = nil

    @Test func aComparisonWithNullIsFalse() {
        #expect(!Rule.same(missing, missing))
        #expect(!Rule.same(nil as String?, nil as String?))
        #expect(!Rule.same(missing, 1))
        #expect(!Rule.same("a", nil as String?))
        #expect(!Rule.same(nil as String?, missing))
        #expect(!Rule.differ(missing, 1))
        #expect(!Rule.differ("a", nil as String?))
        #expect(!Rule.less(missing, 1))
        #expect(!Rule.atMost(missing, missing))
        #expect(!Rule.greater(1, missing))
        #expect(!Rule.atLeast(nil as String?, "a"))
    }

    @Test func nullIsAskedFor() {
        #expect(Rule.isNull(missing))
        #expect(!Rule.isNull("a"))
    }

    @Test func textComparesByItsBytes() {
        #expect("é" == "e\u{301}")
        #expect(!Rule.same("é", "e\u{301}"))
        #expect(Rule.differ("é", "e\u{301}"))
        #expect(Rule.less("Z", "a"))
        #expect(Rule.greater("é", "z"))
        #expect(Rule.atMost("a", "a"))
        #expect(Rule.atLeast("b", "a"))
    }

    @Test func numbersCompareByValue() {
        #expect(Rule.less(9, 10))
        #expect(!Rule.less(10, 10))
        #expect(Rule.atMost(10, 10))
        #expect(Rule.greater(2, 1))
        #expect(Rule.atLeast(2, 2))
    }

    @Test func aCallersTextIdEqualsANumber() {
        #expect(Rule.same("12", 12 as Int64?))
        #expect(Rule.same(12 as Int64?, "12"))
        #expect(!Rule.same("13", 12 as Int64?))
        #expect(Rule.differ("13", 12 as Int64?))
    }
}
