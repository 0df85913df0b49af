import GRDB
import HTTPTypes

/// The account operations as endpoints: `docs/accounts.md` says what each takes and answers.
extension Endpoint {
    /// What register needs to know of the account's resource: it reads and checks the body without `password` by the rules of create, and
    /// returns what inserts the row and answers its id. Throws a ``Problem`` with status 409 for a value that is taken, and with 422
    /// for a body that breaks a rule.
    public typealias Registration = @Sendable (Call, JSON) async throws -> @Sendable (Connection) throws -> String

    /// `auth.register`
    /// - Parameter location: path of an account: `/v1/users/{id}` or `/v1/me`.
    public static func register(
        _ path: String, accounts: Accounts, location: String, prepare: @escaping Registration
    ) -> Endpoint {
        Endpoint("auth.register", .post, path, authentication: .none, body: .json) { call in
            let body = try call.json()
            var members = try RequestMembers(body, known: nil)
            let password = members.text("password")
            members.report(
                accounts.model.password.violation(
                    of: password, login: body[accounts.model.login.field]?.string, pointer: "/password"))
            let insert = try await prepared(call, body, members.violations, prepare)
            let hash = try await accounts.hash(password)
            let signIn = try await accounts.database.write { connection in
                let account = try insert(connection)
                try accounts.setPassword(hash: hash, of: account, on: connection)
                return try accounts.begin(for: account, on: connection)
            }
            let place = location.replacing("{id}", with: PercentEncoding.encode(signIn.account))
            return try await accounts.reply(to: signIn, .created, headers: [.location: place])
        }
    }

    /// `auth.login`
    public static func login(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.login", .post, path, authentication: .none, body: .json) { call in
            var members = try RequestMembers(call.json(), known: [accounts.model.login.field, "password"])
            let (login, password) = (members.text(accounts.model.login.field), members.text("password"))
            try members.check()
            return try await accounts.reply(to: accounts.signIn(login: login, password: password))
        }
    }

    /// `auth.refresh`
    public static func refresh(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.refresh", .post, path, authentication: .none, body: .json) { call in
            var members = try RequestMembers(call.json(), known: ["refreshToken"])
            let token = members.text("refreshToken")
            try members.check()
            return try await accounts.reply(to: accounts.refresh(token))
        }
    }

    /// `auth.logout`
    public static func logout(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.logout", .post, path) { call in
            try call.requireReadable()
            if let caller = call.caller { try await accounts.signOut(caller) }
            return .noContent
        }
    }

    /// `auth.forgot`
    public static func forgot(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.forgot", .post, path, authentication: .none, body: .json) { call in
            var members = try RequestMembers(call.json(), known: [accounts.model.login.field])
            let login = members.text(accounts.model.login.field)
            try members.check()
            accounts.resets.request(login)
            return Reply(.accepted)
        }
    }

    /// `auth.reset`
    public static func reset(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.reset", .post, path, authentication: .none, body: .json) { call in
            var members = try RequestMembers(call.json(), known: ["token", "password"])
            let (token, password) = (members.text("token"), members.text("password"))
            try members.check()
            try await accounts.resetPassword(token: token, to: password)
            return .noContent
        }
    }

    /// `auth.password`
    public static func changePassword(_ path: String, accounts: Accounts) -> Endpoint {
        Endpoint("auth.password", .post, path, body: .json) { call in
            var members = try RequestMembers(call.json(), known: ["currentPassword", "newPassword"])
            let (current, new) = (members.text("currentPassword"), members.text("newPassword"))
            try members.check()
            if let caller = call.caller { try await accounts.changePassword(of: caller, from: current, to: new) }
            return .noContent
        }
    }

    /// Checks the rest of a registration, and answers what is wrong with it and with its password together.
    private static func prepared(
        _ call: Call, _ body: JSON, _ found: [Problem.Violation], _ prepare: Registration
    ) async throws -> @Sendable (Connection) throws -> String {
        do {
            let insert = try await prepare(call, .object((body.members ?? []).filter { $0.name != "password" }))
            if found.isEmpty { return insert }
        } catch let problem as Problem where problem.status == .unprocessableContent && !found.isEmpty {
            throw Problem.invalid(problem.errors + found)
        }
        throw Problem.invalid(found)
    }
}

extension Accounts {
    /// Issues the access token of a session and answers with it.
    fileprivate func reply(
        to signIn: SignIn, _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) async throws -> Reply {
        let now = now()
        let token = try await tokens.issue(account: signIn.account, session: signIn.session, id: newID(), at: now)
        var headers = headers
        headers[.cacheControl] = "no-store"
        let json = try await database.read { connection in
            let caller = try authenticator.read(signIn.account, session: signIn.session, at: now, on: connection)?
                .caller
            var json = JSONWriter()
            try json.object { json in
                json.member("accessToken", token)
                json.member("tokenType", "Bearer")
                json.member("expiresIn", model.accessLifetime)
                if let refreshToken = signIn.refreshToken { json.member("refreshToken", refreshToken) }
                json.name("account")
                try model.write(connection, signIn.account, Principal(caller, now: now), &json)
            }
            return json
        }
        return Reply(status, headers: headers, json: json)
    }
}
