import GRDB
import Testing

@testable import Platform

@Suite struct AuthenticatorTests {
    private func fixture() async throws -> (AccountFixture, token: String) {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        let token = try await fixture.token(fixture.signIn())
        return (fixture, token)
    }

    @Test func aRoleChangeTakesEffectOnTheNextRequest() async throws {
        let (fixture, token) = try await fixture()
        #expect(try await fixture.caller(token)?.role == 0)
        try await fixture.change("UPDATE users SET role = 'admin'")
        #expect(try await fixture.caller(token)?.role == 2)
    }

    @Test(arguments: [
        "UPDATE users SET status = 'suspended'", "UPDATE users SET deleted_at = '2026-11-22T12:00:00.000Z'",
        "DELETE FROM users",
        "UPDATE _sessions SET revoked_at = '2026-11-22T12:00:00.000Z'", "DELETE FROM _sessions",
    ])
    func aWithdrawalTakesEffectOnTheNextRequest(change: String) async throws {
        let (fixture, token) = try await fixture()
        #expect(try await fixture.caller(token) != nil)
        try await fixture.change(change)
        #expect(try await fixture.caller(token) == nil)
    }

    @Test func anotherProcessFollowsWithinASecond() async throws {
        let (fixture, token) = try await fixture()
        let other = try await fixture.otherProcess()
        #expect(try await fixture.caller(token, in: other)?.role == 0)
        try await fixture.change("UPDATE users SET role = 'support'")
        fixture.clock.advance(seconds: 1)
        #expect(try await fixture.caller(token, in: other)?.role == 1)
        try await fixture.change("UPDATE users SET status = 'suspended'")
        fixture.clock.advance(seconds: 1)
        #expect(try await fixture.caller(token, in: other) == nil)
    }

    @Test func readsTheDatabaseAtMostOnceASecondForASession() async throws {
        let (fixture, token) = try await fixture()
        let other = try await fixture.otherProcess()
        #expect(try await fixture.caller(token, in: other)?.role == 0)
        // The other process is not told; what it knows shows that it did not ask.
        try await fixture.change("UPDATE users SET role = 'admin'")
        fixture.clock.advance(seconds: 0.999)
        #expect(try await fixture.caller(token, in: other)?.role == 0)
    }

    @Test func lookupsOfSessionsAreCounted() async throws {
        let (fixture, token) = try await fixture()
        _ = try await fixture.caller(token)
        _ = try await fixture.caller(token)
        #expect(fixture.metrics.text().contains(#"session_cache_lookups_total{outcome="hit"} 1"#))
        #expect(fixture.metrics.text().contains(#"session_cache_lookups_total{outcome="miss"} 1"#))
    }

    @Test func aChangeThatIsRolledBackChangesNothing() async throws {
        let (fixture, token) = try await fixture()
        #expect(try await fixture.caller(token)?.role == 0)
        try await fixture.database.writeWithoutTransaction { connection in
            try connection.inTransaction {
                try connection.execute(sql: "UPDATE users SET role = 'admin'")
                return .rollback
            }
        }
        #expect(try await fixture.caller(token)?.role == 0)
    }

    @Test func anotherAccountsChangeIsNoConcern() async throws {
        let (fixture, token) = try await fixture()
        try await fixture.addAccount("b", email: "bob@example.org")
        #expect(try await fixture.caller(token) != nil)
        try await fixture.change("UPDATE users SET status = 'suspended' WHERE id = 'b'")
        #expect(try await fixture.caller(token) != nil)
    }

    @Test func aTokenOfOneAccountDoesNotOpenTheSessionOfAnother() async throws {
        let (fixture, _) = try await fixture()
        try await fixture.addAccount("b", email: "bob@example.org")
        let session = try await fixture.signIn().session
        let forged = Accounts.SignIn(account: "b", session: session)
        let token = try await fixture.token(forged)
        #expect(try await fixture.caller(token) == nil)
        let own = Accounts.SignIn(account: "a", session: session)
        #expect(try await fixture.caller(fixture.token(own)) != nil)
        #expect(try await fixture.caller(token) == nil)
    }

    @Test func aTokenEndsAlsoWhenItWasVerifiedBefore() async throws {
        let (fixture, token) = try await fixture()
        #expect(try await fixture.caller(token) != nil)
        fixture.clock.advance(seconds: 899)
        #expect(try await fixture.caller(token) != nil)
        fixture.clock.advance(seconds: 1)
        #expect(try await fixture.caller(token) == nil)
    }

    @Test func whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        let states = SessionStates(accountTable: "users", region: .fullDatabase)
        let now = Timestamp(milliseconds: 0)
        let state = SessionStates.State(
            caller: Caller(id: "a", session: "s", role: 0), accountRow: 1, sessionRow: 1, readAt: now,
            goodUntil: now.adding(seconds: 1))
        let before = states.state(of: "s", at: now).generation
        states.keep(state, for: "s", generation: before + 1)
        #expect(states.state(of: "s", at: now).state == nil)
        states.keep(state, for: "s", generation: before)
        #expect(states.state(of: "s", at: now).state?.caller.id == "a")
    }

    @Test func revokingAllSessionsEndsThemAtOnce() async throws {
        let (fixture, token) = try await fixture()
        #expect(try await fixture.caller(token) != nil)
        try await fixture.database.write { try fixture.accounts.revokeSessions(of: "a", on: $0) }
        #expect(try await fixture.caller(token) == nil)
    }
}
