import Crypto
import Foundation
import Testing

@testable import Platform

@Suite struct AccessTokensTests {
    let now = Timestamp(rfc3339: "2026-11-22T12:00:00Z")!
    let key = Curve25519.Signing.PrivateKey()

    private func jwk(_ key: Curve25519.Signing.PrivateKey, _ id: String = "k1") -> String {
        """
        {"kty":"OKP","kid":"\(id)","alg":"EdDSA","crv":"Ed25519","d":"\(key.rawRepresentation.base64URL)"}
        """
    }

    private func tokens(_ keys: String...) async throws -> AccessTokens {
        let set = try TokenKeys(jwks: #"{"keys":[\#(keys.joined(separator: ","))]}"#)
        return await AccessTokens(keys: set, issuer: "iss", audience: "aud", lifetime: 900)
    }

    /// Signs any header and payload with the test's own key.
    private func sign(_ header: String, _ payload: String) throws -> String {
        let text = Data(header.utf8).base64URL + "." + Data(payload.utf8).base64URL
        return text + "." + (try key.signature(for: Data(text.utf8))).base64URL
    }

    private func payload(_ changes: [String: Any] = [:]) throws -> String {
        var claims: [String: Any] = [
            "iss": "iss", "aud": "aud", "sub": "a", "sid": "s", "jti": "j", "iat": now.milliseconds / 1000,
            "exp": now.milliseconds / 1000 + 900,
        ]
        claims.merge(changes) { $1 }
        return String(decoding: try JSONSerialization.data(withJSONObject: claims), as: UTF8.self)
    }

    private func refusal(_ token: String, of tokens: AccessTokens, at now: Timestamp? = nil) async -> AccessTokens
        .Refusal?
    {
        do {
            _ = try await tokens.verify(token[...], at: now ?? self.now)
            return nil
        } catch {
            return error as? AccessTokens.Refusal
        }
    }

    @Test func verifiesWhatItIssued() async throws {
        let tokens = try await tokens(jwk(key))
        let claims = try await tokens.verify(
            tokens.issue(account: "a", session: "s", id: "j", at: now)[...], at: now)
        #expect(claims == .init(account: "a", session: "s", issuedAt: now, expiresAt: now.adding(seconds: 900)))
    }

    @Test func saysItsClaimsAndNoRole() async throws {
        let token = try await tokens(jwk(key)).issue(account: "a", session: "s", id: "j", at: now)
        let parts = token.split(separator: ".").map { Data(base64URL: String($0))! }
        let header = try #require(try JSONSerialization.jsonObject(with: parts[0]) as? [String: String])
        let payload = try #require(try JSONSerialization.jsonObject(with: parts[1]) as? [String: Any])
        #expect(header == ["alg": "EdDSA", "kid": "k1", "typ": "JWT"])
        #expect(Set(payload.keys) == ["iss", "aud", "sub", "sid", "jti", "iat", "exp"])
        #expect(payload["exp"] as? Int == Int(now.milliseconds / 1000) + 900)
    }

    @Test func acceptsATokenMadeElsewhereWithItsKey() async throws {
        let token = try sign(#"{"alg":"EdDSA","kid":"k1"}"#, payload())
        #expect(await refusal(token, of: try await tokens(jwk(key))) == nil)
    }

    @Test(arguments: ["none", "None", "NONE", "nOnE", "HS256", "ES256", "RS256", ""])
    func refusesAnyOtherAlgorithm(name: String) async throws {
        let tokens = try await tokens(jwk(key))
        let signed = try sign(#"{"alg":"\#(name)","kid":"k1"}"#, payload())
        #expect(await refusal(signed, of: tokens) == .wrongAlgorithm)
        let unsigned = signed.split(separator: ".").prefix(2).joined(separator: ".") + "."
        #expect(await refusal(unsigned, of: tokens) == .wrongAlgorithm)
    }

    @Test func refusesAPublicKeyUsedAsASecret() async throws {
        let text =
            Data(#"{"alg":"HS256","kid":"k1"}"#.utf8).base64URL + "." + Data(try payload().utf8).base64URL
        let secret = SymmetricKey(data: key.publicKey.rawRepresentation)
        let code = Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: secret))
        #expect(await refusal(text + "." + code.base64URL, of: try await tokens(jwk(key))) == .wrongAlgorithm)
    }

    @Test(arguments: [#"{"alg":"EdDSA"}"#, #"{"alg":"EdDSA","kid":"other"}"#, #"{"alg":"EdDSA","kid":"../k1"}"#])
    func refusesAnUnknownKey(header: String) async throws {
        #expect(await refusal(try sign(header, payload()), of: try await tokens(jwk(key))) == .unknownKey)
    }

    @Test func refusesAForgedOrChangedToken() async throws {
        let tokens = try await tokens(jwk(key))
        let header = #"{"alg":"EdDSA","kid":"k1"}"#
        let good = try sign(header, payload()).split(separator: ".").map(String.init)
        let other = try sign(header, payload(["sub": "b"])).split(separator: ".").map(String.init)
        #expect(await refusal([good[0], other[1], good[2]].joined(separator: "."), of: tokens) == .badSignature)
        #expect(await refusal([good[0], good[1], ""].joined(separator: "."), of: tokens) == .badSignature)
        let stranger = try await self.tokens(jwk(Curve25519.Signing.PrivateKey(), "k1"))
        #expect(await refusal(good.joined(separator: "."), of: stranger) == .badSignature)
    }

    @Test(arguments: ["", "a", "a.b", "a.b.c", "..", "e30.e30.e30", String(repeating: "a", count: 5000)])
    func refusesWhatIsNoToken(text: String) async throws {
        #expect(await refusal(text, of: try await tokens(jwk(key))) == .malformed)
    }

    @Test func refusesWrongClaims() async throws {
        let tokens = try await tokens(jwk(key))
        let header = #"{"alg":"EdDSA","kid":"k1"}"#
        let seconds = now.milliseconds / 1000
        let cases: [([String: Any], AccessTokens.Refusal)] = [
            (["iss": "other"], .wrongIssuer), (["aud": "other"], .wrongAudience),
            (["aud": ["aud", "other"]], .wrongAudience),
            (["exp": seconds], .expired), (["exp": seconds - 1], .expired), (["iat": seconds + 60], .notYetValid),
            (["nbf": seconds + 60], .notYetValid), (["exp": "soon"], .malformed), (["sub": 7], .malformed),
        ]
        for (changes, expected) in cases {
            #expect(await refusal(try sign(header, payload(changes)), of: tokens) == expected, "\(changes)")
        }
    }

    @Test func rotatesKeys() async throws {
        let next = Curve25519.Signing.PrivateKey()
        let old = try await tokens(jwk(key, "k1")).issue(account: "a", session: "s", id: "j", at: now)
        let both = try await tokens(jwk(next, "k2"), jwk(key, "k1"))
        #expect(await refusal(old, of: both) == nil)
        let new = try await both.issue(account: "a", session: "s", id: "j", at: now)
        #expect(await refusal(new, of: try await tokens(jwk(next, "k2"))) == nil)
        #expect(await refusal(old, of: try await tokens(jwk(next, "k2"))) == .unknownKey)
    }

    @Test func signsWithASharedSecretToo() async throws {
        let secret = Data(repeating: 7, count: 32).base64URL
        let tokens = try await tokens(#"{"kty":"oct","kid":"h","alg":"HS256","k":"\#(secret)"}"#)
        let token = try await tokens.issue(account: "a", session: "s", id: "j", at: now)
        #expect(await refusal(token, of: tokens) == nil)
        let other = Data(repeating: 8, count: 32).base64URL
        let stranger = try await self.tokens(#"{"kty":"oct","kid":"h","alg":"HS256","k":"\#(other)"}"#)
        #expect(await refusal(token, of: stranger) == .badSignature)
    }

    @Test func verifiesWithAPublicKeyBehindTheSigningOne() async throws {
        let retired = Curve25519.Signing.PrivateKey()
        let token = try await tokens(jwk(retired, "old")).issue(account: "a", session: "s", id: "j", at: now)
        let x = retired.publicKey.rawRepresentation.base64URL
        let both = try await tokens(
            jwk(key), #"{"kty":"OKP","kid":"old","alg":"EdDSA","crv":"Ed25519","x":"\#(x)"}"#)
        #expect(await refusal(token, of: both) == nil)
    }
}
