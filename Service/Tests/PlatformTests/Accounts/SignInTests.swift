import GRDB
import HTTPTypes
import Testing

@testable import Platform

@Suite struct SignInTests {
    @Test func rightPasswordBeginsASessionAndRecordsIt() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        let signIn = try await fixture.signIn("Ann@Example.org")
        #expect(signIn.account == "a")
        #expect(signIn.refreshToken?.utf8.count == 43)
        let caller = try await fixture.caller(fixture.token(signIn))
        #expect(caller?.id == "a")
        #expect(caller?.row["name"] == "Ann".databaseValue)
        #expect(caller?.row.keys.contains { $0.hasPrefix("_") } == false)
        let lastLogin = try await fixture.database.read {
            try String.fetchOne($0, sql: "SELECT last_login_at FROM users")
        }
        #expect(lastLogin == fixture.clock.now.text)
    }

    @Test func signingInMakesANewVersionOfTheAccountThatShowsIt() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        func version() async throws -> Int? {
            try await fixture.database.read { try Int.fetchOne($0, sql: "SELECT version FROM users") }
        }
        let before = try #require(try await version())
        _ = try await fixture.signIn()
        #expect(try await version() == before + 1)
    }

    @Test func everyRefusalIsTheSameAnswerAfterTheSameWork() async throws {
        let fixture = try await AccountFixture { $0.lockout = .init(failures: 1, window: 900) }
        try await fixture.addAccount("a", email: "ann@example.org")
        try await fixture.addAccount("b", email: "bob@example.org", status: "suspended")
        try await fixture.addAccount("c", email: "cid@example.org")
        try await fixture.change("UPDATE users SET deleted_at = 'x' WHERE id = 'c'")
        let attempts = [
            ("nobody@example.org", "correct horse"), ("ann@example.org", "wrong"), ("ann@example.org", "correct horse"),
            ("bob@example.org", "correct horse"), ("cid@example.org", "correct horse"), ("", ""),
        ]
        var answers: [Problem] = []
        for (count, attempt) in attempts.enumerated() {
            answers.append(
                try #require(await problem { try await fixture.accounts.signIn(login: attempt.0, password: attempt.1) })
            )
            #expect(fixture.hasher.counts.verified == count + 1)
        }
        #expect(answers.allSatisfy { $0 == answers[0] })
        #expect(answers[0].status == .unauthorized)
        #expect(answers[0].headers[.wwwAuthenticate] == "Bearer")
    }

    @Test func aKnownAccountWithoutPasswordCannotSignIn() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        try await fixture.change("DELETE FROM _credentials")
        #expect(await problem { try await fixture.signIn() }?.status == .unauthorized)
        #expect(fixture.hasher.counts.verified == 1)
    }

    @Test func locksAfterTheFailuresUntilTheWindowHasPassed() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        for _ in 0..<3 {
            _ = await problem { try await fixture.accounts.signIn(login: "ann@example.org", password: "wrong") }
        }
        #expect(await problem { try await fixture.signIn() } != nil)
        fixture.clock.advance(seconds: 899)
        // An attempt while it is locked does not prolong the lock.
        #expect(await problem { try await fixture.signIn() } != nil)
        fixture.clock.advance(seconds: 1)
        _ = try await fixture.signIn()
    }

    @Test func aSuccessClearsTheFailuresBeforeIt() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        for _ in 0..<3 {
            for _ in 0..<2 {
                _ = await problem { try await fixture.accounts.signIn(login: "ann@example.org", password: "wrong") }
            }
            _ = try await fixture.signIn()
        }
    }

    @Test func guessesAtTheSameTimeGetNoMoreThanTheLockoutAllows() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        await withTaskGroup(of: Void.self) { group in
            for guess in 0..<20 {
                group.addTask {
                    _ = await problem {
                        try await fixture.accounts.signIn(login: "ann@example.org", password: "guess \(guess)")
                    }
                }
            }
        }
        let recorded = try await fixture.database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM _login_failures")
        }
        #expect(recorded == 3)
    }

    @Test func withoutLockoutNothingIsRecorded() async throws {
        let fixture = try await AccountFixture { $0.lockout = nil }
        try await fixture.addAccount("a", email: "ann@example.org")
        for _ in 0..<20 {
            _ = await problem { try await fixture.accounts.signIn(login: "ann@example.org", password: "wrong") }
        }
        _ = try await fixture.signIn()
    }

    @Test func answersBusyWhenTooManyWait() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        fixture.hasher.isBusy = true
        let answer = await problem { try await fixture.signIn() }
        #expect(answer?.status == .serviceUnavailable)
        #expect(answer?.headers[.retryAfter] == "1")
    }
}
