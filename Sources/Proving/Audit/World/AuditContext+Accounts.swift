import Blueprint
import Foundation

extension AuditContext {
    /// An account that may be spoilt.
    struct Account: Sendable {
        var identity: Identity
        /// What it was registered with.
        var body: JSON
        /// What signs it in.
        var login: JSON
        /// The answers to registering and signing in.
        var answers: [JSON]
        /// Values that name it: its login and its id.
        var names: Set<String>
        var calls: [Call]
    }

    var registration: SurfaceOperation? {
        surface.operation("auth.register") ?? surface.operations.first(where: Words.isRegistration)
    }

    /// Where anybody signs in: the credentials file says so, or the document.
    var door: (path: String, token: String?)? {
        if let door = credentials?.door { return (door.path, door.token) }
        return (surface.operation("auth.login") ?? surface.operations.first(where: Words.isLogin)).map {
            ($0.path, nil)
        }
    }

    /// Registers somebody new and signs them in; nil: it cannot be done.
    /// - Parameter extras: members beyond those of the document.
    func register(extras: [JSON.Member] = [], name: String = "c") async throws -> Account? {
        guard let registration else { return nil }
        let sampler = Sampler(operation: registration, knowledge: Knowledge(), number: numbers.take())
        for sample in sampler.bodies {
            let body = extras.reduce(sample) { $0.setting($1.name, $1.value) }
            let call = registration.call(body: body)
            guard let answer = try await ask(call), answer.isGood else { continue }
            guard let login = loginBody(body), let (identity, signed) = try await signIn(login, name: name) else {
                return nil
            }
            let json = [answer.json, signed].compactMap { $0 }
            let ids = json.flatMap(\.objects).flatMap(\.members).filter { $0.name.normalName == "id" }
            let names = login.pairs().filter { !Masking.isSecret($0.name) }.map(\.value)
            return Account(
                identity: identity, body: body, login: login, answers: json,
                names: Set(names + ids.compactMap(\.value.plain)), calls: [call])
        }
        return nil
    }

    /// What signs somebody in who was registered with this body.
    func loginBody(_ body: JSON) -> JSON? {
        let names =
            ["a", "b", "admin"].lazy.compactMap { credentials?.login(of: $0)?.body.members.map(\.name) }.first
            ?? door.flatMap { door in surface.operations.first { $0.path == door.path && $0.method == "POST" } }?.body?
            .schema["properties"]?.members.map(\.name)
        guard let names, !names.isEmpty else { return nil }
        let members = names.compactMap { name in body[name].map { JSON.Member(name, $0) } }
        return members.count == names.count ? .object(members) : nil
    }

    /// - Returns: the identity and the answer; nil when no token is given.
    func signIn(_ body: JSON, name: String) async throws -> (Identity, JSON)? {
        guard let door, let answer = try await ask(Call("POST", door.path, json: body.compactText)), answer.isGood,
            let json = answer.json
        else { return nil }
        let named = door.token.flatMap { json.value(at: $0)?.text }
        let guessed = json.pairs().first {
            let name = $0.name.normalName
            return name.contains("token") && !name.contains("refresh") && !name.contains("type") && $0.value.count > 8
        }?.value
        guard let token = named ?? (door.token == nil ? guessed : nil) else { return nil }
        return (.bearer(token, name: name), json)
    }
}
