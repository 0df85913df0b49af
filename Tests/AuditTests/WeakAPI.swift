import Blueprint
import Crypto
import Foundation
import Synchronization

@testable import Proving

/// An API of notes that is sound but for the flaws it is given. Answers of errors may be 200, as some servers have them.
final class WeakAPI: Sendable {
    typealias Request = LoopbackServer.Request
    typealias Response = LoopbackServer.Response

    struct User: Sendable {
        var id: Int
        var password: String
        var email: String
        var role: String
    }

    struct Note: Sendable {
        var owner: String
        var title: String
        var text: String
        var archived = false
    }

    struct Store: Sendable {
        var users: [String: User] = [
            "ann": User(id: 1, password: "ann-Passw0rd-1", email: "ann@example.org", role: "user"),
            "ben": User(id: 2, password: "ben-Passw0rd-2", email: "ben@example.org", role: "user"),
            "root": User(id: 3, password: "root-Passw0rd-3", email: "root@example.org", role: "admin"),
        ]
        var notes: [Int: Note] = [:]
        /// Made by admins only.
        var notices: [Int: String] = [:]
        var next = 100
        var loggedOut: Set<String> = []
        var failures: [String: Int] = [:]
        var hits: [String: Int] = [:]
        var redeemed: Set<String> = []
        /// What is beside the notes.
        var besides = Besides()
    }

    let flaws: Set<Flaw>
    let errorStatus: Int?
    let store = Mutex(Store())

    init(_ flaws: Set<Flaw> = [], errorStatus: Int? = nil) {
        self.flaws = flaws
        self.errorStatus = errorStatus
        if flaws.contains(.defaultAccount) {
            store.withLock { $0.users["admin"] = User(id: 4, password: "admin", email: "x@example.org", role: "admin") }
        }
    }

    /// Refusals as 200 with an error in the body, where the API is of that kind.
    func no(_ status: Int) -> Response {
        if let errorStatus { return Response.json(["status": "fail", "message": "no"], errorStatus) }
        return Response.json(["message": "no"], status)
    }

    func has(_ flaw: Flaw) -> Bool { flaws.contains(flaw) }

    func answer(_ request: Request) -> Response {
        var response = route(request)
        if has(.poweredBy) { response.headers.append("X-Powered-By: Notes 1.2.3") }
        if has(.reflectsOrigin) || has(.reflectsOriginOnOneRoute) && request.path == "/v1/profile",
            let origin = request.headers["origin"]
        {
            response.headers += [
                "Access-Control-Allow-Origin: \(origin)", "Access-Control-Allow-Credentials: true",
            ]
        }
        response.headers += ["X-Content-Type-Options: nosniff", "Cache-Control: no-store"]
        return response
    }

    private func route(_ request: Request) -> Response {
        if let early = beforeRouting(request) { return early }
        var request = request
        if has(.methodOverride), let method = request.headers["x-http-method-override"] { request.method = method }
        let parts = request.segments
        guard parts.first == "v1", parts.count > 1 else { return no(404) }
        switch (request.method, parts.dropFirst().first ?? "", parts.count) {
        case ("POST", "register", 2): return register(request)
        case ("POST", "login", 2): return login(request)
        case ("POST", "reset", _): return reset(request, parts.count > 2)
        default: break
        }
        guard let caller = name(of: request) else { return no(401) }
        return signedIn(request, Array(parts.dropFirst()), caller)
    }

    /// An operation of a caller; nobody is "" where a flaw lets them in.
    private func signedIn(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        if caller.isEmpty, !lets(nobody: request, parts) { return no(401) }
        switch (request.method, parts[0], parts.count) {
        case ("POST", "logout", 1):
            if !has(.logoutKeepsToken) { store.withLock { _ = $0.loggedOut.insert(request.bearer ?? "") } }
            return Response(status: 204)
        case (_, "me", 1): return me(request, caller)
        case ("PUT", "users", 3): return password(request, parts[1], caller)
        case ("DELETE", "users", 2):
            let isPast = has(.methodOverride) && request.headers["x-http-method-override"] != nil
            return deleteUser(parts[1], caller, isPast: isPast)
        case (_, "admin", 2) where parts[1] == "notices", (_, "admin", 3): return notices(request, parts, caller)
        case ("GET", "admin", 2): return adminUsers(request, caller)
        case (_, "notes", 1): return notes(request, caller)
        case (_, "notes", 2), (_, "notes", 3): return note(request, parts, caller)
        case ("GET", "prints", 2): return printed(parts[1], caller)
        case ("GET", "createdb", 1):
            store.withLock { $0.notes = [:] }
            return Response.json(["created": .bool(true)])
        case ("GET", "export", 1): return shown(Int(request.query["noteId"] ?? ""), caller, .exportsByNoteId)
        case ("POST", "previews", 1): return preview(request)
        case ("POST", "coupons", 2): return redeem(request, caller)
        default: return beside(request, parts, caller)
        }
    }

    private func lets(nobody request: Request, _ parts: [String]) -> Bool {
        if parts[0] == "createdb" { return has(.resetByAnybody) }
        if parts[0] == "notes", request.method == "POST", parts.count == 1 { return has(.makesWithoutToken) }
        if parts[0] == "admin", parts.count == 3 { return has(.noticesWithoutToken) }
        if parts[0] == "notes", request.method == "DELETE" { return has(.deletesWithoutToken) }
        return has(.answersWithoutToken) && request.method == "GET"
    }

    // MARK: Accounts

    func show(_ name: String, _ user: User) -> JSON {
        var json: JSON = [
            "id": .int(user.id), "username": .string(name), "email": .string(user.email), "role": .string(user.role),
        ]
        if has(.showsPassword) { json = json.setting("password", .string(user.password)) }
        if has(.showsInternals) { json = json.setting("creditCard", "4111111111111111") }
        return json
    }

    private func register(_ request: Request) -> Response {
        guard let name = request.json["username"]?.text, let password = request.json["password"]?.text,
            let email = request.json["email"]?.text, !name.isEmpty
        else { return no(400) }
        if password.count < 10 || ["password12", "1234567890"].contains(password), !has(.registerTakesWeakPasswords) {
            return no(400)
        }
        let role = has(.takesRoleAtRegistration) ? request.json["role"]?.text ?? "user" : "user"
        return store.withLock { store in
            if store.users[name] != nil { return no(409) }
            store.hits["register", default: 0] += 1
            if store.hits["register", default: 0] > 20, !has(.flowsUnlimited) { return no(403) }
            store.next += 1
            let user = User(id: store.next, password: password, email: email, role: role)
            store.users[name] = user
            return .json(show(name, user), 201)
        }
    }

    private func me(_ request: Request, _ caller: String) -> Response {
        store.withLock { store in
            let name = caller.isEmpty ? "ann" : caller
            guard var user = store.users[name] else { return no(404) }
            store.hits["me", default: 0] += 1
            if store.hits["me", default: 0] > 500, !has(.unlimitedRate) { return Response.status(429) }
            if request.method == "PATCH" {
                if let email = request.json["email"]?.text { user.email = email }
                if has(.takesRole), let role = request.json["role"]?.text { user.role = role }
                store.users[name] = user
            } else if request.method != "GET" {
                return no(405)
            }
            return .json(show(name, user))
        }
    }

    private func password(_ request: Request, _ name: String, _ caller: String) -> Response {
        guard caller == name || has(.changesOthersPassword) else { return no(403) }
        guard let password = request.json["password"]?.text else { return no(400) }
        store.withLock { $0.users[name]?.password = password }
        return Response(status: 204)
    }

    func isAdmin(_ caller: String) -> Bool { store.withLock { $0.users[caller]?.role == "admin" } }

    private func deleteUser(_ name: String, _ caller: String, isPast: Bool) -> Response {
        guard isAdmin(caller) || has(.adminDeleteForAll) || isPast else { return no(403) }
        return store.withLock { $0.users.removeValue(forKey: name) == nil ? no(404) : Response(status: 204) }
    }

    private func adminUsers(_ request: Request, _ caller: String) -> Response {
        let isPast = has(.adminListWithSlash) && request.path.hasSuffix("/")
        guard isAdmin(caller) || has(.adminListForAll) || isPast else { return no(403) }
        return store.withLock { store in
            .json(.array(store.users.sorted { $0.value.id < $1.value.id }.map { show($0.key, $0.value) }))
        }
    }

    private func notices(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        let isOpen = caller.isEmpty || parts.count == 3 && request.method == "PUT" && has(.noticesForAll)
        guard isAdmin(caller) || isOpen else { return no(403) }
        return store.withLock { store in
            switch (request.method, parts.count) {
            case ("GET", 2):
                return .json(.array(store.notices.sorted { $0.key < $1.key }.map { Self.notice($0.key, $0.value) }))
            case ("POST", 2):
                store.next += 1
                store.notices[store.next] = request.json["text"]?.text ?? ""
                return .json(Self.notice(store.next, request.json["text"]?.text ?? ""), 201)
            case ("GET", 3), ("PUT", 3):
                guard let id = Int(parts[2]), let text = store.notices[id] else { return no(404) }
                let new = request.method == "PUT" ? request.json["text"]?.text ?? text : text
                store.notices[id] = new
                return .json(Self.notice(id, new))
            default: return no(405)
            }
        }
    }

    private static func notice(_ id: Int, _ text: String) -> JSON { ["id": .int(id), "text": .string(text)] }

    private func redeem(_ request: Request, _ caller: String) -> Response {
        store.withLock { store in
            store.hits["redeem \(caller)", default: 0] += 1
            if store.hits["redeem \(caller)", default: 0] > 5, !has(.flowsUnlimited) { return no(403) }
            return .json(["redeemed": request.json["code"] ?? .null])
        }
    }
}
