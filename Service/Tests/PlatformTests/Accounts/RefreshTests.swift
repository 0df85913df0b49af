import GRDB
import HTTPTypes
import Testing

@testable import Platform

@Suite struct RefreshTests {
    private func fixture() async throws -> AccountFixture {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        return fixture
    }

    @Test func eachTokenLeadsToTheNextOne() async throws {
        let fixture = try await fixture()
        let first = try await fixture.signIn()
        let second = try await fixture.accounts.refresh(#require(first.refreshToken))
        #expect(second.session == first.session)
        #expect(second.refreshToken != first.refreshToken)
        let third = try await fixture.accounts.refresh(#require(second.refreshToken))
        #expect(try await fixture.caller(fixture.token(third))?.id == "a")
    }

    @Test func reuseEndsTheWholeSession() async throws {
        let fixture = try await fixture()
        let first = try await fixture.signIn()
        let other = try await fixture.signIn()
        let access = try await fixture.token(first)
        let second = try await fixture.accounts.refresh(#require(first.refreshToken))
        #expect(
            await problem { try await fixture.accounts.refresh(#require(first.refreshToken)) }?.status == .unauthorized)
        #expect(
            await problem { try await fixture.accounts.refresh(#require(second.refreshToken)) }?.status == .unauthorized
        )
        #expect(try await fixture.caller(access) == nil)
        // Another session of the account is not concerned.
        _ = try await fixture.accounts.refresh(#require(other.refreshToken))
    }

    @Test func ofManyUsesAtOnceOneSucceedsAndTheSessionEnds() async throws {
        let fixture = try await fixture()
        let token = try #require(try await fixture.signIn().refreshToken)
        let good = await withTaskGroup(of: Accounts.SignIn?.self) { group in
            for _ in 0..<8 { group.addTask { try? await fixture.accounts.refresh(token) } }
            return await group.reduce(into: [Accounts.SignIn]()) { if let signIn = $1 { $0.append(signIn) } }
        }
        #expect(good.count == 1)
        #expect(await problem { try await fixture.accounts.refresh(#require(good.first?.refreshToken)) } != nil)
    }

    @Test func expiresAndIsProlongedByUse() async throws {
        let fixture = try await fixture()
        var signIn = try await fixture.signIn()
        fixture.clock.advance(seconds: 29 * 86_400)
        signIn = try await fixture.accounts.refresh(#require(signIn.refreshToken))
        fixture.clock.advance(seconds: 29 * 86_400)
        signIn = try await fixture.accounts.refresh(#require(signIn.refreshToken))
        fixture.clock.advance(seconds: 30 * 86_400)
        #expect(
            await problem { try await fixture.accounts.refresh(#require(signIn.refreshToken)) }?.status == .unauthorized
        )
    }

    @Test(arguments: ["", "unknown", "6bBzYcY0-2lY4n7cYhQ5rQb1l8m0yUeWb1Yw8k1H6cQ"])
    func unknownTokensAreRefused(token: String) async throws {
        let fixture = try await fixture()
        let answer = await problem { try await fixture.accounts.refresh(token) }
        #expect(answer?.status == .unauthorized)
        #expect(answer?.code == "invalid-token")
    }

    @Test func anAccountThatMayNotActCannotRefresh() async throws {
        let fixture = try await fixture()
        let signIn = try await fixture.signIn()
        try await fixture.change("UPDATE users SET status = 'suspended'")
        #expect(await problem { try await fixture.accounts.refresh(#require(signIn.refreshToken)) } != nil)
        // Nor later: the session has ended.
        try await fixture.change("UPDATE users SET status = 'active'")
        #expect(try await fixture.caller(fixture.token(signIn)) == nil)
    }

    @Test func signingOutEndsTheSessionOnly() async throws {
        let fixture = try await fixture()
        let (first, other) = (try await fixture.signIn(), try await fixture.signIn())
        let access = try await fixture.token(first)
        try await fixture.accounts.signOut(#require(await fixture.caller(access)))
        #expect(try await fixture.caller(access) == nil)
        #expect(await problem { try await fixture.accounts.refresh(#require(first.refreshToken)) } != nil)
        #expect(try await fixture.caller(fixture.token(other)) != nil)
    }

    @Test func noTokenIsKeptInTheClear() async throws {
        let fixture = try await fixture()
        let token = try #require(try await fixture.signIn().refreshToken)
        let kept = try await fixture.database.read { try String.fetchAll($0, sql: "SELECT hash FROM _refresh_tokens") }
        #expect(kept.count == 1)
        #expect(kept[0].utf8.count == 64)
        #expect(kept[0] != token)
    }

    @Test func withoutRefreshTheSessionEndsWithItsAccessToken() async throws {
        let fixture = try await AccountFixture { $0.refreshLifetime = nil }
        try await fixture.addAccount("a", email: "ann@example.org")
        let signIn = try await fixture.signIn()
        #expect(signIn.refreshToken == nil)
        let access = try await fixture.token(signIn)
        #expect(try await fixture.caller(access) != nil)
        fixture.clock.advance(seconds: 900)
        #expect(try await fixture.caller(access) == nil)
    }
}
