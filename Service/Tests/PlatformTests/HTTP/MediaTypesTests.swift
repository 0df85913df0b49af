import Testing

@testable import Platform

@Suite struct MediaTypesTests {
    @Test(arguments: [
        "*/*", "application/*", "application/json", "text/html, application/json;q=0.1", "APPLICATION/JSON; q=1",
        "text/*;q=0, */*;q=0.5",
    ])
    func accepts(_ accept: String) { #expect(MediaTypes.accepts(accept, "application/json")) }

    @Test(arguments: ["text/html", "application/json;q=0", "*/*, application/json; q=0", "application/xml", "", ";;,"])
    func refuses(_ accept: String) { #expect(!MediaTypes.accepts(accept, "application/json")) }

    @Test func theEssenceHasNoParameters() {
        #expect(MediaTypes.essence("Application/JSON ; charset=utf-8") == "application/json")
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: ["plain", "a b", "é/ü?&=+%", "-._~", "😀", ""])
    func whatIsEncodedIsDecoded(_ text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text)[...]) == text)
    }

    @Test func plusIsASpaceInQueriesOnly() {
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
        #expect(PercentEncoding.decode("a+b") == "a+b")
    }

    @Test(arguments: ["%", "%1", "%g1", "%1g", "%ff"])
    func brokenEscapesAreNone(_ text: String) { #expect(PercentEncoding.decode(text[...]) == nil) }
}

@Suite struct SuggestionTests {
    @Test(arguments: [("statsu", "status"), ("Role", "role"), ("createdAt.gt", "createdAt.gte"), ("limits", "limit")])
    func whatIsNearIsSuggested(_ name: String, _ meant: String) {
        #expect(Suggestion.nearest(to: name, among: ["role", "status", "createdAt.gte", "limit"]) == meant)
    }

    @Test(arguments: ["zzz", "", "x", String(repeating: "status", count: 100)])
    func whatIsFarIsNot(_ name: String) { #expect(Suggestion.nearest(to: name, among: ["role", "status"]) == nil) }
}
