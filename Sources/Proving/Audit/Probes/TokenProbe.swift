import Blueprint
import Foundation

/// Tokens that nobody should take: forged, stripped, expired, or given back.
enum TokenProbe: Probe {
    static let name = "api2.tokens"
    static let item = OWASPItem.api2
    static let title = "Tokens are accepted that the server did not give, or took back"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let text = await context.client.fresh(a).token else {
            notes.skip("all", "a does not come with a bearer token or a JSON Web Token")
            return
        }
        guard var door = try await TokenDoor.find(context, a) else {
            notes.skip("all", "no operation was found that answers a's token well and a wrong one not")
            return
        }
        try await lifecycle(context, a, door, &notes)
        guard let token = Token(text) else {
            notes.skip("forged tokens", "the token is not a JSON Web Token")
            return
        }
        lifetime(token, door, &notes)
        let secret = WeakSecrets.secret(of: token)
        if let secret { weak(secret, token, door, &notes) } else { notes.held() }
        let changed = Forgeries.changed(token)
        if try await present(changed, door, &notes) {
            guard let other = try await TokenDoor.find(context, a, refusing: changed.token) else {
                notes.skip("other forgeries", "no signature is verified, so that every one is accepted")
                return
            }
            door = other
        }
        for forgery in Forgeries.unsigned(token) {
            if try await present(forgery, door, &notes) { break }
        }
        for forgery in [Forgeries.stripped(token)] + Forgeries.keyed(token) {
            try await present(forgery, door, &notes)
        }
        try await confusion(context, token, door, &notes)
        guard let signer = knownSigner(context, secret) else {
            notes.skip("expired, early and foreign tokens", "they take the signing key, which was not guessed")
            return
        }
        for forgery in Forgeries.signed(token, signer) { try await present(forgery, door, &notes) }
    }

    private static func knownSigner(_ context: AuditContext, _ secret: String?) -> ((JSON, JSON) -> String)? {
        if let signer = context.signer { return signer }
        guard let secret else { return nil }
        return { header, claims in JWTForge.sign(header, claims, secret: Data(secret.utf8)) }
    }

    /// - Returns: whether it is accepted.
    @discardableResult private static func present(
        _ forgery: Forgery, _ door: TokenDoor, _ notes: inout Notebook
    ) async throws -> Bool {
        let (isTaken, call) = try await door.takes(forgery.token)
        guard isTaken else {
            notes.held()
            return false
        }
        notes.found(
            forgery.severity, cwe: forgery.cwe, door.operation.id, "A token is accepted \(forgery.what)",
            evidence: "it was answered as a's own; FORGED_TOKEN is \(forgery.recipe)", calls: [call],
            remedy: forgery.remedy)
        return true
    }

    private static func weak(_ secret: String, _ token: Token, _ door: TokenDoor, _ notes: inout Notebook) {
        notes.found(
            .critical, cwe: 521, door.operation.id, "The key that signs tokens is a common word",
            evidence:
                "a word of \(secret.count) letters from a list of \(WeakSecrets.words.count) verifies \(token.algorithm)",
            calls: [door.call(nil)], remedy: "Sign with 256 random bits that are not in the source, and rotate them.")
    }

    private static func lifetime(_ token: Token, _ door: TokenDoor, _ notes: inout Notebook) {
        guard let end = token.expiry else {
            notes.found(
                .medium, cwe: 613, door.operation.id, "Access tokens never expire", evidence: "there is no `exp`",
                calls: [door.call(nil)], remedy: "Give access tokens minutes, and renew them by a refresh token.")
            return
        }
        let start = token.claims["iat"]?.double ?? Date().timeIntervalSince1970
        let hours = (end.timeIntervalSince1970 - start) / 3600
        guard hours > 24 else {
            notes.held()
            return
        }
        notes.found(
            .low, cwe: 613, door.operation.id, "Access tokens live for days", evidence: "\(Int(hours)) hours",
            calls: [door.call(nil)], remedy: "Give access tokens minutes, and renew them by a refresh token.")
    }

    /// RS256 checked as HS256 with the public key for a secret.
    private static func confusion(
        _ context: AuditContext, _ token: Token, _ door: TokenDoor, _ notes: inout Notebook
    ) async throws {
        guard token.algorithm.hasPrefix("RS") || token.algorithm.hasPrefix("PS") else { return }
        for place in ["/.well-known/jwks.json", "/jwks.json", "/.well-known/jwks", "/oauth/jwks"] {
            guard let answer = try await context.ask(Call("GET", place)), answer.isGood,
                let key = answer.json?["keys"]?.elements.first(where: { $0["kty"] == "RSA" }),
                let pem = RSAPublicKey.pem(key)
            else { continue }
            for secret in [pem, pem.trimmingCharacters(in: .newlines)] {
                try await present(Forgeries.confused(token, secret), door, &notes)
            }
            return
        }
        notes.skip("RS256 as HS256", "no public key is published")
    }

    // MARK: Refresh tokens, sign-out, accounts that are gone

    private static func lifecycle(
        _ context: AuditContext, _ a: Identity, _ door: TokenDoor, _ notes: inout Notebook
    ) async throws {
        guard let login = context.credentials?.login(of: a.name) else {
            notes.skip("refresh tokens, sign-out", "a cannot sign in anew: the credentials file has a token instead")
            return
        }
        guard let (other, answer) = try await context.signIn(login, name: "a") else {
            notes.skip("refresh tokens, sign-out", "a could not sign in again")
            return
        }
        let refresh = answer.pairs().first { $0.name.normalName.contains("refresh") && $0.value.count > 15 }
        if let refresh {
            let forgery = Forgery(
                what: "though it is a refresh token", recipe: "the refresh token of a's sign-in", token: refresh.value,
                severity: .medium, cwe: 287, remedy: "Check what a token is for (`typ` or `aud`) wherever it is taken.")
            try await present(forgery, door, &notes)
        }
        try await signOut(context, other, refresh?.value, door, &notes)
        try await deleted(context, door, &notes)
    }

    private static func signOut(
        _ context: AuditContext, _ other: Identity, _ refresh: String?, _ door: TokenDoor, _ notes: inout Notebook
    ) async throws {
        let logout = context.surface.operations.first {
            ["logout", "signout"].contains($0.path.split(separator: "/").last.map { String($0).normalName })
        }
        guard let logout, let token = other.token else {
            notes.skip("sign-out", "the document has no operation for it")
            return
        }
        let body = logout.body?.schema["properties"]?.members.first.map { member -> JSON in
            .object([JSON.Member(member.name, .string(refresh ?? token))])
        }
        var call = logout.call(body: body)
        call.headers.merge(other.headers) { $1 }
        guard let answer = try await context.ask(call), answer.isGood else {
            notes.skip("sign-out", "it does not work for a itself")
            return
        }
        let forgery = Forgery(
            what: "after its owner has signed out", recipe: "the token of the session that was ended", token: token,
            severity: .medium, cwe: 613, remedy: "Keep sessions, and refuse tokens of those that have ended.")
        try await present(forgery, door, &notes)
    }

    private static func deleted(_ context: AuditContext, _ door: TokenDoor, _ notes: inout Notebook) async throws {
        let delete = context.surface.operations.first { operation in
            operation.method == "DELETE" && operation.placeholders.count == 1
                && Words.isPerson(operation.collection(of: operation.placeholders[0]))
        }
        guard let delete, let admin = context.admin, let account = try await context.register(),
            let token = account.identity.token
        else {
            notes.skip("deleted accounts", "no account could be registered and deleted")
            return
        }
        guard try await door.takes(token).0 else {
            notes.skip("deleted accounts", "a new account's token is not answered")
            return
        }
        for name in account.names.sorted() {
            let answer = try await context.ask(delete.call([delete.placeholders[0]: name]).by(admin))
            guard answer?.isGood == true else { continue }
            let forgery = Forgery(
                what: "after its account was deleted", recipe: "the token of the account that was deleted",
                token: token, severity: .high, cwe: 613,
                remedy: "Look the account up for each token, or end its sessions.")
            try await present(forgery, door, &notes)
            return
        }
        notes.skip("deleted accounts", "the admin could not delete one")
    }
}
