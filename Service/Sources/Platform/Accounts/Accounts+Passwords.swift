import GRDB

extension Accounts {
    /// Changes the caller's password and ends their other sessions.
    /// - Throws: a ``Problem`` with status 422 or 503.
    public func changePassword(of caller: Caller, from current: String, to new: String) async throws {
        let (login, known) = try await database.read { connection in
            (try loginText(of: caller.id, on: connection) ?? "", try Credentials.hash(of: caller.id, on: connection))
        }
        if let violation = model.password.violation(of: new, login: login, pointer: "/newPassword") {
            throw Problem.invalid([violation])
        }
        let matches = try await verify(current, against: known)
        let newHash = matches ? try await hash(new) : nil
        let isChanged = try await database.write { connection in
            let now = now()
            if try failures.isLocked(login, at: now, on: connection) { return false }
            // Whoever changed the password meanwhile has ended this session too.
            guard let newHash, try Credentials.hash(of: caller.id, on: connection) == known else {
                try failures.record(login, at: now, on: connection)
                return false
            }
            try setPassword(hash: newHash, of: caller.id, on: connection)
            try SessionStore.endAll(of: caller.id, except: caller.session, at: now, on: connection)
            try ResetTokens.remove(of: caller.id, on: connection)
            return true
        }
        let wrong = Problem.Violation(
            pointer: "/currentPassword", detail: "is not the current password", code: "forbidden")
        guard isChanged else { throw Problem.invalid([wrong]) }
    }

    /// Sets a new password with the token of a mail, and ends every session of the account.
    /// - Throws: a ``Problem`` with status 422 or 503.
    public func resetPassword(token text: String, to new: String) async throws {
        let token = OpaqueToken(text: text)
        let login = try await database.read { try loginText(of: token, on: $0) }
        let weakness = model.password.violation(of: new, login: login, pointer: "/password")
        let unknown = Problem.Violation(pointer: "/token", detail: "is not valid, or not any more", code: "format")
        guard login != nil, weakness == nil else {
            throw Problem.invalid((login == nil ? [unknown] : []) + (weakness.map { [$0] } ?? []))
        }
        let newHash = try await hash(new)
        let isReset = try await database.write { connection in
            let now = now()
            // Looked up again: of two uses at once, one succeeds.
            guard let login = try loginText(of: token, on: connection),
                let account = try ResetTokens.account(of: token, at: now, on: connection)
            else { return false }
            try ResetTokens.remove(of: account, on: connection)
            try setPassword(hash: newHash, of: account, on: connection)
            try SessionStore.endAll(of: account, at: now, on: connection)
            try failures.clear(login, on: connection)
            return true
        }
        guard isReset else { throw Problem.invalid([unknown]) }
    }

    /// The login of the account that a token was sent to, if it may still sign in.
    private func loginText(of token: OpaqueToken, on connection: Connection) throws -> String? {
        guard let account = try ResetTokens.account(of: token, at: now(), on: connection) else { return nil }
        return try loginText(of: account, on: connection)
    }

    private func loginText(of account: String, on connection: Connection) throws -> String? {
        let statement = try connection.cachedStatement(sql: statements.loginByID)
        return try String.fetchOne(statement, arguments: AccountStatements.arguments(me: account, now: now()))
    }
}
