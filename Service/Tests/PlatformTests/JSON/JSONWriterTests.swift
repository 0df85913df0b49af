import Foundation
import NIOCore
import Testing

@testable import Platform

@Suite struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(buffer: json.buffer)
    }

    @Test("Commas stand between members and elements, and nowhere else")
    func commas() {
        let written = text { json in
            json.object { json in
                json.member("a", "x")
                json.member("b", nil as String?)
                json.name("c")
                json.array { json in
                    json.value("y")
                    json.value("")
                    json.value(7)
                    json.object { _ in }
                    json.value("z\n")
                    json.value(true)
                }
                json.name(escaping: "d\"")
                json.value("end")
            }
        }
        #expect(written == #"{"a":"x","b":null,"c":["y","",7,{},"z\n",true],"d\"":"end"}"#)
    }

    @Test(
        "Text is read back as it was written",
        arguments: [
            "", "plain", "\"", "\\", "a\"b", "\u{0}\u{1F}", "tab\tline\nreturn\r", "é 😀", "end\\",
            String(repeating: "long ", count: 2000),
        ])
    func escapes(original: String) throws {
        let written = text { $0.array { $0.value(original) } }
        #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == [original])
    }
}
