import Testing

@testable import Brief

@Suite struct PatternTests {
    @Test(arguments: [
        #"^\+[0-9]{7,15}$"#, "^[a-z0-9]+(-[a-z0-9]+)*$", "^(a|b)*$", "^[^@.]+@[^@.]+$", "^(ab|cd)?e+$",
        #"^\d{2}:\d{2}$"#,
        "x", "[a-c]{3}", #"^[^"'\\`$(){}<>;|&*#\/-]+$"#, "^(?:v[0-9]+)?$", "^[A-Z]{2}-[0-9]{1,6}$",
    ])
    func isTakenWhereTheNextCharacterDecidesEveryChoice(_ pattern: String) throws {
        _ = try Pattern(pattern)
    }

    @Test(arguments: [
        "^(a+)+$", "^(a|a)*$", "^(a|ab)*c$", "^.*.*x$", "^(a?){30}b$", "^a?a?aa$", "^([a-z]{1,9}){1,9}$", "^(a*)*$",
        "^a{1,9}a{1,9}b$", "[0-9]+$", "x*y*", "^(|a)*$", "^[^@]+@[^@]+\\.[^@]+$",
    ])
    func isRefusedWhereAMatcherMightHaveToComeBack(_ pattern: String) {
        #expect(throws: Pattern.Failure.self) { try Pattern(pattern) }
    }

    @Test(arguments: [
        "", "(", ")", "[", "[]", "[z-a]", "a{2", "a{3,2}", "a{1001}", "*a", "a**", "a+?", "a++", "(?=a)", "(?<n>a)",
        #"(a)\1"#, #"\b"#, #"\p{L}"#, "a^b", "a$b", "^a|b$", "ä", "[a&&b]", #"\"#, String(repeating: "(", count: 99),
    ])
    func isRefusedOutsideTheSubset(_ pattern: String) {
        #expect(throws: Pattern.Failure.self) { try Pattern(pattern) }
    }

    @Test func isRefusedWhereItsRepetitionsMultiplyBeyondMeasure() throws {
        _ = try Pattern("^([a-z]{100}){100}$")
        let failure = #expect(throws: Pattern.Failure.self) { try Pattern("^x([a-z]{100}){101}$") }
        #expect(failure?.bytes == 2..<19)
    }

    @Test func pointsAtWhatIsWrong() {
        let failure = #expect(throws: Pattern.Failure.self) { try Pattern("^ab(c+)+d$") }
        #expect(failure?.bytes == 4..<6)
    }
}
