import Blueprint
import Foundation

/// Guessing at the door: who is there, which password, how often.
enum LoginProbe: Probe {
    static let name = "api2.login"
    static let item = OWASPItem.api2
    static let title = "Signing in tells who is registered, or lets passwords be guessed"
    static let attempts = 30

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let door = context.door else {
            notes.skip("all", "there is no operation to sign in")
            return
        }
        let operation = context.surface.operations.first { $0.path == door.path }?.id ?? door.path
        try await weakPasswords(context, operation, &notes)
        guard let account = try await context.register() else {
            notes.skip("enumeration, guessing", "nobody could be registered who may be locked out")
            return
        }
        try await enumerate(context, door, operation, account, &notes)
        try await enumerateForgot(context, account, &notes)
        try await guess(context, door, operation, account, &notes)
    }

    /// The same answer for a wrong password and for nobody, in the same time.
    private static func enumerate(
        _ context: AuditContext, _ door: Door, _ operation: String, _ account: AuditContext.Account,
        _ notes: inout Notebook
    ) async throws {
        let wrong = account.login.wrongPassword
        let stranger = wrong.strange(context.numbers.take())
        let known = door.call(wrong)
        let unknown = door.call(stranger)
        guard let first = try await context.ask(known), let second = try await context.ask(unknown) else {
            notes.skip("enumeration", "the door does not answer")
            return
        }
        if first.status != second.status || first.plain(wrong) != second.plain(stranger) {
            notes.found(
                .medium, cwe: 204, operation, "Signing in tells whether somebody is registered",
                evidence: "\(first.status) `\(Masking.text(first.text.prefix(80).description))` for one who is, "
                    + "\(second.status) `\(Masking.text(second.text.prefix(80).description))` for one who is not",
                calls: [known, unknown], remedy: "Answer alike, status and body, whatever was wrong.")
            return
        }
        guard try await differsInTime(context, door, wrong, &notes) else { return }
        notes.found(
            .low, cwe: 208, operation, "Signing in takes another time for those who are registered",
            evidence: "medians of five attempts differ by more than a third, twice in a row", calls: [known, unknown],
            remedy: "Hash the password against a stand-in when there is no such account.")
    }

    private static func differsInTime(
        _ context: AuditContext, _ door: Door, _ wrong: JSON, _ notes: inout Notebook
    ) async throws -> Bool {
        for _ in 0..<2 {
            // Somebody new each time: the door may lock after some attempts.
            guard let other = try await context.register() else { return false }
            var times: ([Double], [Double]) = ([], [])
            for _ in 0..<4 {
                let body = other.login.wrongPassword
                times.0.append(try await context.time(door.call(body)))
                let stranger = body.strange(context.numbers.take())
                times.1.append(try await context.time(door.call(stranger)))
            }
            let (known, unknown) = (times.0.sorted()[2], times.1.sorted()[2])
            if abs(known - unknown) < max(0.008, max(known, unknown) / 3) {
                notes.held()
                return false
            }
        }
        return true
    }

    private static func enumerateForgot(
        _ context: AuditContext, _ account: AuditContext.Account, _ notes: inout Notebook
    ) async throws {
        for (forgot, name, value) in context.recoveries(of: account) {
            try await compare(context, forgot, name, value, &notes)
        }
    }

    private static func compare(
        _ context: AuditContext, _ forgot: SurfaceOperation, _ name: String, _ value: String, _ notes: inout Notebook
    ) async throws {
        let bodies = [
            value,
            value.contains("@") ? "nobody\(context.numbers.take())@example.org" : "nobody\(context.numbers.take())",
        ].map {
            JSON.object([.init(name, .string($0))])
        }
        let calls = bodies.map { forgot.call(body: $0) }
        guard let first = try await context.ask(calls[0]), let second = try await context.ask(calls[1]) else { return }
        if first.status == second.status, first.plain(bodies[0]) == second.plain(bodies[1]) {
            notes.held()
            return
        }
        notes.found(
            .medium, cwe: 204, forgot.id, "Asking for a new password tells whether somebody is registered",
            evidence: "\(first.status) for one who is, \(second.status) for one who is not", calls: calls,
            remedy: "Answer alike, and let the mail say the rest.")
    }

    /// Many wrong passwords, then the right one: a door that guards itself refuses before or then.
    private static func guess(
        _ context: AuditContext, _ door: Door, _ operation: String, _ account: AuditContext.Account,
        _ notes: inout Notebook
    ) async throws {
        let call = door.call(account.login.wrongPassword)
        for _ in 0..<attempts {
            guard let answer = try? await context.client.sendOnce(call) else {
                notes.skip("guessing", "the door does not answer any more")
                return
            }
            if [429, 423, 503].contains(answer.status) || answer.headers["retry-after"] != nil {
                notes.held()
                return
            }
        }
        let right = door.call(account.login)
        guard let answer = try? await context.client.sendOnce(right), answer.isGood else {
            notes.held()
            return
        }
        notes.found(
            .medium, cwe: 307, operation, "Passwords can be guessed without limit",
            evidence: "after \(attempts) wrong passwords in a row the right one signs in", calls: [call, right],
            remedy: "Count failures for an account and for an address, and refuse (429) after some.")
    }

    private static func weakPasswords(
        _ context: AuditContext, _ operation: String, _ notes: inout Notebook
    ) async throws {
        guard let registration = context.registration else { return }
        let member = registration.body?.schema["properties"]?.members.first { $0.name.isPasswordName }
        guard let member else { return }
        for password in ["1234567890", "password12", "12345678", "password", "123456", "a"] {
            guard try await context.register(extras: [.init(member.name, .string(password))]) != nil else { continue }
            let call = registration.call(body: .object([.init(member.name, .string(password))]))
            notes.found(
                .medium, cwe: 521, registration.id, "One may register with a password that everybody guesses",
                evidence: "one of the commonest, of \(password.count) characters, was accepted and signs in",
                calls: [call], remedy: "Refuse the commonest passwords (NIST SP 800-63B, 3.1.1.2).")
            return
        }
        notes.held()
    }
}

extension JSON {
    /// With another password.
    var wrongPassword: JSON {
        let name = members.first { Masking.isSecret($0.name) }?.name ?? "password"
        return setting(name, "Wr0ng-fivegate-password")
    }

    /// For somebody who is not registered.
    func strange(_ number: Int) -> JSON {
        let member = members.first { !Masking.isSecret($0.name) && $0.value.plain != nil }
        guard let member else { return self }
        let isMail = member.value.plain?.contains("@") == true
        return setting(member.name, .string(isMail ? "sample\(number)@example.org" : "sample \(number)"))
    }
}

extension HTTPClient.Answer {
    /// The body without what was sent and what is different each time.
    fileprivate func plain(_ sent: JSON) -> String {
        sent.pairs().reduce(text) { $0.replacing($1.value, with: "") }.replacing(#/[0-9a-fA-F-]{32,}|\d+/#, with: "")
    }
}

extension AuditContext {
    /// Seconds until the answer.
    func time(_ call: Call) async throws -> Double {
        let clock = ContinuousClock()
        let begun = clock.now
        _ = try await ask(call)
        return (clock.now - begun) / .seconds(1)
    }
}
