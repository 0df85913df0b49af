import GRDB
import HTTPTypes
import Testing

@testable import Platform

@Suite struct PasswordTests {
    private func fixture() async throws -> (AccountFixture, Caller, token: String) {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        let token = try await fixture.token(fixture.signIn())
        return (fixture, try #require(await fixture.caller(token)), token)
    }

    private func fields(_ problem: Problem?) -> [String] { problem?.errors.map { "\($0.pointer) \($0.code)" } ?? [] }

    /// Asks for a mail, has it sent, and returns the token in it.
    private func resetToken(_ fixture: AccountFixture, _ login: String = "Ann@Example.org") async throws -> String {
        let mails = try await sent(fixture) { $0.request(login) }
        return try #require(mails.last?.text.firstMatch(of: /token=([A-Za-z0-9_-]{43})\n/)).1.description
    }

    /// The mail that requests lead to, when all are handled.
    private func sent(_ fixture: AccountFixture, _ request: (PasswordResets) -> Void) async throws -> [Mail] {
        request(fixture.accounts.resets)
        fixture.accounts.resets.finish()
        await fixture.accounts.resets.run()
        return await fixture.mailer.finish()
    }

    // MARK: Change

    @Test func changeEndsTheOtherSessionsAndTheOldPassword() async throws {
        let (fixture, caller, token) = try await fixture()
        let other = try await fixture.token(fixture.signIn())
        try await fixture.accounts.changePassword(of: caller, from: "correct horse", to: "battery staple")
        #expect(try await fixture.caller(token) != nil)
        #expect(try await fixture.caller(other) == nil)
        #expect(await problem { try await fixture.signIn() } != nil)
        _ = try await fixture.accounts.signIn(login: "ann@example.org", password: "battery staple")
    }

    @Test func changeRefusesAWrongPasswordAndLocksAfterMany() async throws {
        let (fixture, caller, _) = try await fixture()
        for _ in 0..<3 {
            let answer = await problem {
                try await fixture.accounts.changePassword(of: caller, from: "wrong", to: "battery staple")
            }
            #expect(fields(answer) == ["/currentPassword forbidden"])
        }
        let locked = await problem {
            try await fixture.accounts.changePassword(of: caller, from: "correct horse", to: "battery staple")
        }
        #expect(fields(locked) == ["/currentPassword forbidden"])
        #expect(await problem { try await fixture.signIn() } != nil)
    }

    @Test(arguments: [
        ("short", "range"), (String(repeating: "a", count: 129), "range"), ("password1", "pattern"),
        ("PassWord1", "pattern"),
        ("ann@example.org", "pattern"),
    ])
    func changeRefusesAWeakPasswordBeforeAnyWork(password: String, code: String) async throws {
        let (fixture, caller, _) = try await fixture()
        let before = fixture.hasher.counts
        let answer = await problem {
            try await fixture.accounts.changePassword(of: caller, from: "correct horse", to: password)
        }
        #expect(fields(answer) == ["/newPassword \(code)"])
        #expect(fixture.hasher.counts == before)
    }

    @Test func lengthCountsCodePoints() {
        let policy = PasswordPolicy(length: 8...8)
        #expect(policy.violation(of: "päßwörtß", login: nil, pointer: "/p") == nil)
        #expect(policy.violation(of: "🇩🇪🇩🇪🇩🇪🇩🇪", login: nil, pointer: "/p") == nil)
        #expect(policy.violation(of: "1234567", login: nil, pointer: "/p")?.code == "range")
    }

    // MARK: Forgot and reset

    @Test func resetWorksOnceAndEndsEverySession() async throws {
        let (fixture, _, token) = try await fixture()
        let reset = try await resetToken(fixture)
        try await fixture.accounts.resetPassword(token: reset, to: "battery staple")
        #expect(try await fixture.caller(token) == nil)
        _ = try await fixture.accounts.signIn(login: "ann@example.org", password: "battery staple")
        let again = await problem { try await fixture.accounts.resetPassword(token: reset, to: "another staple") }
        #expect(fields(again) == ["/token format"])
    }

    @Test func resetOpensALockedAccount() async throws {
        let (fixture, _, _) = try await fixture()
        for _ in 0..<3 {
            _ = await problem { try await fixture.accounts.signIn(login: "ann@example.org", password: "wrong") }
        }
        try await fixture.accounts.resetPassword(token: resetToken(fixture), to: "battery staple")
        _ = try await fixture.accounts.signIn(login: "ann@example.org", password: "battery staple")
    }

    @Test func ofManyUsesOfATokenAtOnceOneSucceeds() async throws {
        let (fixture, _, _) = try await fixture()
        let reset = try await resetToken(fixture)
        let successes = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<6 {
                group.addTask {
                    await problem {
                        try await fixture.accounts.resetPassword(token: reset, to: "battery staple \(index)")
                    } == nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
    }

    @Test func aTokenExpiresAndIsReplacedByANewerOne() async throws {
        let (fixture, _, _) = try await fixture()
        let mails = try await sent(fixture) {
            $0.request("ann@example.org")
            $0.request("ann@example.org")
        }
        let tokens = try mails.map { try #require($0.text.firstMatch(of: /token=([A-Za-z0-9_-]{43})\n/)).1.description }
        #expect(tokens.count == 2)
        #expect(
            fields(await problem { try await fixture.accounts.resetPassword(token: tokens[0], to: "battery staple") })
                != [])
        fixture.clock.advance(seconds: 3600)
        #expect(
            fields(await problem { try await fixture.accounts.resetPassword(token: tokens[1], to: "battery staple") })
                != [])
    }

    @Test func aWeakPasswordLeavesTheTokenGood() async throws {
        let (fixture, _, _) = try await fixture()
        let reset = try await resetToken(fixture)
        #expect(
            fields(await problem { try await fixture.accounts.resetPassword(token: reset, to: "short") }) == [
                "/password range"
            ])
        try await fixture.accounts.resetPassword(token: reset, to: "battery staple")
    }

    @Test func anUnknownTokenAndAWeakPasswordAreToldTogetherWithoutHashing() async throws {
        let (fixture, _, _) = try await fixture()
        let before = fixture.hasher.counts
        let answer = await problem { try await fixture.accounts.resetPassword(token: "unknown", to: "short") }
        #expect(fields(answer) == ["/token format", "/password range"])
        #expect(fixture.hasher.counts == before)
    }

    @Test func noMailGoesToUnknownSuspendedOrDeletedAccounts() async throws {
        let (fixture, _, _) = try await fixture()
        try await fixture.addAccount("b", email: "bob@example.org", status: "suspended")
        let mails = try await sent(fixture) {
            for login in ["nobody@example.org", "bob@example.org", "ANN@example.org", ""] { $0.request(login) }
        }
        #expect(mails.map(\.to) == ["ann@example.org"])
    }

    @Test func aSuspendedAccountCannotUseItsToken() async throws {
        let (fixture, _, _) = try await fixture()
        let reset = try await resetToken(fixture)
        try await fixture.change("UPDATE users SET status = 'suspended'")
        #expect(
            fields(await problem { try await fixture.accounts.resetPassword(token: reset, to: "battery staple") }) == [
                "/token format"
            ])
    }

    @Test func whatCannotBeSentIsLoggedWithoutTheAddress() async throws {
        struct Broken: Mailer {
            func send(_ mail: Mail) async throws { throw MailError.timeout }
        }
        let (fixture, _, _) = try await fixture()
        let resets = PasswordResets(
            model: fixture.accounts.model, statement: fixture.accounts.statements.byLogin,
            database: MeteredDatabase(fixture.database), mailer: Broken(),
            mail: ResetMail(service: "Test", link: "{token}"), logger: fixture.log.logger,
            now: { fixture.clock.now })
        resets.request("ann@example.org")
        resets.finish()
        await resets.run()
        #expect(fixture.log.lines.contains { $0.contains("no mail was sent") })
        #expect(!fixture.log.lines.contains { $0.contains("ann@") })
    }
}
