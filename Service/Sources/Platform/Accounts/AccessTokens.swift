import Crypto
import Foundation
import JWTKit

/// Issues and verifies access tokens (RFC 9068 in spirit: JWTs that name issuer, audience, account and session, and no role).
public struct AccessTokens: Sendable {
    /// What a verified token says.
    struct Claims: Sendable, Equatable {
        var account: String
        var session: String
        var issuedAt: Timestamp
        var expiresAt: Timestamp
    }

    /// Why a token is refused. Never shown to the client in detail: it would help nobody else.
    enum Refusal: Error, Equatable {
        case malformed, unknownKey, wrongAlgorithm, badSignature, wrongIssuer, wrongAudience, notYetValid, expired
    }

    /// How far clocks of processes may be apart, in seconds.
    private static let leeway: Int64 = 5

    let issuer: String
    let audience: String
    /// Seconds.
    let lifetime: Int64
    private let signingKey: JWKIdentifier
    private let signingAlgorithm: String
    /// `kid` to the one `alg` that it may be used with.
    private let algorithms: [String: String]
    private let collection: JWTKeyCollection
    private let verified = GenerationCache<String, Claims>(capacity: 10_000)

    public init(keys: TokenKeys, issuer: String, audience: String, lifetime: Int64) async {
        self.issuer = issuer
        self.audience = audience
        self.lifetime = lifetime
        signingKey = JWKIdentifier(string: keys.keys[0].id)
        signingAlgorithm = keys.keys[0].algorithm
        algorithms = Dictionary(keys.keys.map { ($0.id, $0.algorithm) }) { first, _ in first }
        collection = JWTKeyCollection()
        for key in keys.keys {
            let id = JWKIdentifier(string: key.id)
            switch key.material {
            case .ed25519(_, let signing?): await collection.add(eddsa: EdDSA.PrivateKey(backing: signing), kid: id)
            case .ed25519(let verifying, nil): await collection.add(eddsa: EdDSA.PublicKey(backing: verifying), kid: id)
            case .hs256(let secret): await collection.add(hmac: HMACKey(key: secret), digestAlgorithm: .sha256, kid: id)
            }
        }
    }

    package func issue(account: String, session: String, id: String, at now: Timestamp) async throws -> String {
        let issued = Date(timeIntervalSince1970: Double(now.milliseconds / 1000))
        let payload = Payload(
            iss: IssuerClaim(value: issuer), aud: AudienceClaim(value: [audience]), sub: SubjectClaim(value: account),
            sid: session,
            jti: IDClaim(value: id), iat: IssuedAtClaim(value: issued),
            exp: ExpirationClaim(value: issued.addingTimeInterval(TimeInterval(lifetime))), nbf: nil)
        return try await collection.sign(
            payload, kid: signingKey, header: ["typ": "JWT", "alg": .string(signingAlgorithm)])
    }

    /// - Throws: ``Refusal``
    func verify(_ token: Substring, at now: Timestamp) async throws -> Claims {
        let token = String(token)
        if let claims = verified[token] {
            guard now < claims.expiresAt else { throw Refusal.expired }
            return claims
        }
        let claims = try check(await payload(token), at: now)
        verified.insert(claims, for: token)
        return claims
    }

    /// The payload of a token whose signature is good. The key is chosen by `kid` and must be used with its own algorithm: JWTKit
    /// would take the default key for an unknown `kid`.
    private func payload(_ token: String) async throws -> Payload {
        guard token.utf8.count <= 4096, let parsed = try? DefaultJWTParser().parse(Array(token.utf8), as: Payload.self)
        else {
            throw Refusal.malformed
        }
        guard let kid = parsed.header.kid, let algorithm = algorithms[kid] else { throw Refusal.unknownKey }
        guard parsed.header.alg == algorithm else { throw Refusal.wrongAlgorithm }
        guard let payload = try? await collection.verify(token, as: Payload.self) else { throw Refusal.badSignature }
        return payload
    }

    private func check(_ payload: Payload, at now: Timestamp) throws -> Claims {
        guard payload.iss.value == issuer else { throw Refusal.wrongIssuer }
        guard payload.aud.value == [audience] else { throw Refusal.wrongAudience }
        let latest = now.adding(seconds: Self.leeway)
        let issuedAt = Timestamp(payload.iat.value)
        guard issuedAt <= latest, payload.nbf.map({ Timestamp($0.value) <= latest }) ?? true else {
            throw Refusal.notYetValid
        }
        let expiresAt = Timestamp(payload.exp.value)
        guard now < expiresAt else { throw Refusal.expired }
        return Claims(account: payload.sub.value, session: payload.sid, issuedAt: issuedAt, expiresAt: expiresAt)
    }

    private struct Payload: JWTPayload {
        var iss: IssuerClaim
        var aud: AudienceClaim
        var sub: SubjectClaim
        var sid: String
        var jti: IDClaim
        var iat: IssuedAtClaim
        var exp: ExpirationClaim
        var nbf: NotBeforeClaim?

        /// The claims are checked against the service's own clock, in ``AccessTokens/check(_:at:)``.
        func verify(using algorithm: some JWTAlgorithm) {}
    }
}
