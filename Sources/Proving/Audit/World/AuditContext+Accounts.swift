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
            ?? surface.operations.first { Words.makesAccount($0) && !isProtected($0) }
    }

    /// Where anybody signs in: the credentials file says so, or the document.
    var door: Door? {
        credentials?.door
            ?? (surface.operation("auth.login") ?? surface.operations.first(where: Words.isLogin)).map {
                Door(path: $0.path).fitted(to: surface)
            }
    }

    /// Registers somebody new and signs them in; nil: it cannot be done.
    /// - Parameter extras: members beyond those of the document.
    func register(extras: [JSON.Member] = [], name: String = "c") async throws -> Account? {
        guard let registration else { return nil }
        let sampler = Sampler(operation: registration, knowledge: Knowledge(), number: numbers.take())
        for sample in sampler.bodies {
            // Nobody registers as an admin: it would be no common account.
            let sample = JSON.object(sample.members.filter { !Extras.isPower($0.name) })
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
            ["a", "b", "admin"].lazy.compactMap { credentials?.login(of: $0)?.members.map(\.name) }.first
            ?? door.flatMap { door in surface.operations.first { $0.path == door.path && $0.method == "POST" } }?.body
            .flatMap { SchemaNames.properties($0.schema)?.map(\.name) }
        guard let names, !names.isEmpty else { return nil }
        let members = names.compactMap { name in body[name].map { JSON.Member(name, $0) } }
        return members.count == names.count ? .object(members) : nil
    }

    /// - Returns: the identity and the answer; nil when no token is given.
    func signIn(_ body: JSON, name: String) async throws -> (Identity, JSON)? {
        guard let door, let answer = try await ask(door.call(body)), answer.isGood, let json = answer.json,
            let token = door.token(in: json)
        else { return nil }
        return (door.identity(token, name: name), json)
    }
}

extension Door {
    /// Signing in as a call of an audit.
    func call(_ login: JSON) -> Call {
        Call("POST", path, headers: ["Content-Type": mediaType], body: body(login))
    }
}
