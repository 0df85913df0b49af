import Foundation
import Testing

@testable import Platform

@Suite struct TokenKeysTests {
    @Test func aGeneratedKeyGoesInFrontOfTheFormerOnes() throws {
        let first = try TokenKeys.generate(id: "1")
        let both = try TokenKeys(jwks: TokenKeys.generate(id: "2", before: first))
        #expect(both.keys.map(\.id) == ["2", "1"])
        #expect(both.keys.allSatisfy { $0.algorithm == "EdDSA" && $0.signs })
    }

    @Test(arguments: [
        ("", TokenKeysError.malformed), ("{}", .malformed), (#"{"keys":[]}"#, .empty),
        (#"{"keys":[{"kty":"oct","kid":"a","alg":"HS256","k":"c2hvcnQ"}]}"#, .unusable("a")),
        (#"{"keys":[{"kty":"oct","kid":"a","alg":"none","k":"c2hvcnQ"}]}"#, .unusable("a")),
        (#"{"keys":[{"kty":"OKP","kid":"a","alg":"EdDSA","crv":"Ed25519","d":"AAAA"}]}"#, .unusable("a")),
        (#"{"keys":[{"kty":"OKP","kid":"a","alg":"EdDSA","crv":"Ed25519"}]}"#, .unusable("a")),
        (#"{"keys":[{"kty":"RSA","kid":"a","alg":"RS256"}]}"#, .unusable("a")),
    ])
    func refusesKeysThatCannotBeUsed(jwks: String, expected: TokenKeysError) {
        #expect(throws: expected) { try TokenKeys(jwks: jwks) }
        #expect(!"\(expected)".contains("c2hvcnQ"))
    }

    @Test func refusesAFirstKeyThatCannotSignAndTwoOfOneName() throws {
        let x = Data(repeating: 9, count: 32).base64URL
        let publicOnly = #"{"kty":"OKP","kid":"p","alg":"EdDSA","crv":"Ed25519","x":"\#(x)"}"#
        let secret = #"{"kty":"oct","kid":"h","alg":"HS256","k":"\#(x)"}"#
        #expect(throws: TokenKeysError.cannotSign("p")) {
            try TokenKeys(jwks: #"{"keys":[\#(publicOnly),\#(secret)]}"#)
        }
        #expect(throws: TokenKeysError.sameID) { try TokenKeys(jwks: #"{"keys":[\#(secret),\#(secret)]}"#) }
        #expect(try TokenKeys(jwks: #"{"keys":[\#(secret),\#(publicOnly)]}"#).keys.map(\.signs) == [true, false])
    }
}
