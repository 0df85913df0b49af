import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct JSONParserTests {
    @Test func valuesAreReadAsTheyAre() throws {
        let json = try JSON(
            parsing:
                #" {"a": [1, -0.5e+3, true, false, null], "b": {"c": "é\n\"\\\/\u00e9\ud83d\ude00"}, "d": {}, "e": []} "#
        )
        #expect(json["a"] == .array([.number("1"), .number("-0.5e+3"), .bool(true), .bool(false), .null]))
        #expect(json["b"]?["c"] == .string("é\n\"\\/é😀"))
        #expect(json["d"] == .object([]))
        #expect(json["e"] == .array([]))
        #expect(json["f"] == nil)
    }

    @Test func numbersAreNotRounded() throws {
        #expect(try JSON(parsing: "12345678901234567890.123456789") == .number("12345678901234567890.123456789"))
    }

    @Test(arguments: [
        ("", "The document ends where a value is expected (line 1, column 1)."),
        ("{\n  \"a\": 1,\n  é\n}", "Expected a member's name in quotes (line 3, column 3)."),
        (#"{"a" 1}"#, "Expected `:` (line 1, column 6)."), ("[1 2]", "Expected `,` or `]` (line 1, column 4)."),
        (#"{"é": 1 "b": 2}"#, "Expected `,` or `}` (line 1, column 9)."),
        ("[1,]", "Expected a value (line 1, column 4)."),
        ("01", "Expected the end (line 1, column 2)."),
        ("1.", "The document ends where a digit is expected (line 1, column 3)."),
        ("1e", "The document ends where a digit is expected (line 1, column 3)."),
        ("tru", "Expected a value (line 1, column 1)."),
        (#"{"a": 1, "a": 2}"#, "The member appears twice (line 1, column 10)."),
        (#""\x""#, "No such escape (line 1, column 3)."), (#""\ud800""#, "A lone surrogate (line 1, column 8)."),
        (#""\ud800\u0041""#, "A lone surrogate (line 1, column 14)."),
        (#""\u12g4""#, "`\\u` takes four hexadecimal digits (line 1, column 4)."),
        (#""\u0000""#, "A zero character (line 1, column 8)."),
        ("\"a\tb\"", "A control character must be escaped (line 1, column 3)."),
        ("\"abc", "The document ends where the closing quote is expected (line 1, column 5)."),
        ("{} {}", "Expected the end (line 1, column 4)."),
    ])
    func whatCannotBeReadIsToldWithItsPlace(_ text: String, _ detail: String) {
        #expect(throws: Problem.malformed(detail, code: "malformed-json")) { try JSON(parsing: text) }
    }

    @Test func nestingIsRefusedAndDoesNotCrash() {
        for text in [String(repeating: "[", count: 10_000), String(repeating: #"{"a":"#, count: 10_000)] {
            #expect { try JSON(parsing: text) } throws: { ($0 as? Problem)?.status == .badRequest }
        }
    }

    @Test func textThatIsNotUTF8IsRefused() {
        #expect(throws: Problem.malformed("Not UTF-8 (line 1, column 2).", code: "malformed-json")) {
            try JSON(parsing: ByteBuffer(bytes: [0x22, 0xFF, 0x22]))
        }
    }
}

@Suite struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(buffer: writer.buffer)
    }

    @Test func commasStandBetweenMembersAndElements() {
        let text = written { json in
            json.object { json in
                json.member("a", 1)
                json.member("b", "x")
                json.member("c", nil as String?)
                json.member("d", true)
                json.member("e", nil as Int?)
                json.member("f", nil as Bool?)
                json.member("g", ["p", "q"])
                json.member("h", Timestamp(milliseconds: 0))
                json.name("i")
                json.array { json in
                    json.object { _ in }
                    json.null()
                    json.raw("1.50")
                }
            }
        }
        #expect(
            text
                == #"{"a":1,"b":"x","c":null,"d":true,"e":null,"f":null,"g":["p","q"],"h":"1970-01-01T00:00:00.000Z","i":[{},null,1.50]}"#
        )
    }

    @Test func textIsEscaped() throws {
        let text = "quote \" slash \\ line \n return \r tab \t bell \u{7} é 😀"
        let json = written { $0.value(text) }
        #expect(json == #""quote \" slash \\ line \n return \r tab \t bell \u0007 é 😀""#)
        #expect(try JSON(parsing: json) == .string(text))
    }

    @Test(arguments: ["", "plain", "a\"b", "end\\", "\u{1}\u{1F}", "é 😀", String(repeating: "long ", count: 2000)])
    func everyTextIsReadBack(_ text: String) throws {
        let json = written { json in
            json.array { json in
                json.value(text)
                json.value(text)
            }
        }
        #expect(try JSON(parsing: json) == .array([.string(text), .string(text)]))
    }

    @Test(arguments: [#"{"a":[1,2.50,{"b":null}],"c\"":"d","e":true}"#, "[]", "{}", "\"\""])
    func whatWasReadIsWrittenTheSame(_ text: String) throws {
        let json = try JSON(parsing: text)
        #expect(written { $0.value(json) } == text)
    }
}
