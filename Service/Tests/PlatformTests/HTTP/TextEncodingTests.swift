import Foundation
import Testing

@testable import Platform

@Suite struct TextEncodingTests {
    @Test("Bytes become base64 for URLs without padding, and come back", arguments: 0...4)
    func base64(count: Int) {
        let data = Data([0xFB, 0xEF, 0xFF, 0xFE].prefix(count))
        #expect(data.base64URL == ["", "-w", "--8", "--__", "--___g"][count])
        #expect(Data(base64URL: data.base64URL) == data)
    }

    @Test("Everything but the unreserved characters is escaped")
    func percent() {
        #expect(PercentEncoding.encode("Az09-._~") == "Az09-._~")
        #expect(PercentEncoding.encode("a b/é\n+") == "a%20b%2F%C3%A9%0A%2B")
    }
}
