import GRDB
import Testing

@testable import Platform

@Suite struct PurgeTests {
    private let purge = Purge(
        softDeleted: [.init(table: "users", retention: 30 * 86_400)], accountTable: "users",
        auditRetention: 365 * 86_400,
        lockoutWindow: 900)

    private func count(_ table: String, _ fixture: AccountFixture) async throws -> Int? {
        try await fixture.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }

    @Test func removesDeletedRowsAfterTheirRetentionWithAllThatIsTheirs() async throws {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        try await fixture.addAccount("b", email: "bob@example.org")
        _ = try await fixture.signIn()
        try await fixture.change("UPDATE users SET deleted_at = '\(fixture.clock.now.text)' WHERE id = 'a'")
        fixture.clock.advance(seconds: 30 * 86_400)
        #expect(try await purge.run(on: fixture.database, at: fixture.clock.now)["users"] == nil)
        fixture.clock.advance(seconds: 1)
        let removed = try await purge.run(on: fixture.database, at: fixture.clock.now)
        #expect(removed == ["users": 1, "_credentials": 1, "_sessions": 1])
        #expect(try await count("users", fixture) == 1)
        #expect(try await count("_refresh_tokens", fixture) == 0)
        #expect(try await count("_credentials", fixture) == 1)
    }

    @Test func removesWhatHasExpired() async throws {
        let fixture = try await AccountFixture()
        let old = fixture.clock.now.text
        try await fixture.change(
            """
            INSERT INTO _reset_tokens VALUES ('h', 'a', '\(old)');
            INSERT INTO _login_failures (login, at) VALUES ('l', '\(old)');
            INSERT INTO _idempotency (caller, operation, key, fingerprint, created_at, expires_at)
            VALUES ('a', 'o', 'k', 'f', '\(old)', '\(old)');
            INSERT INTO _audit (at, operation, subject, request_id, change) VALUES ('\(old)', 'o', 's', 'r', '{}');
            """)
        #expect(try await purge.run(on: fixture.database, at: fixture.clock.now) == [:])
        fixture.clock.advance(seconds: 901)
        let removed = try await purge.run(on: fixture.database, at: fixture.clock.now)
        #expect(removed == ["_reset_tokens": 1, "_login_failures": 1, "_idempotency": 1])
        fixture.clock.advance(seconds: 365 * 86_400)
        #expect(try await purge.run(on: fixture.database, at: fixture.clock.now) == ["_audit": 1])
    }

    @Test func goesOnBehindRowsThatOthersReferTo() async throws {
        let fixture = try await AccountFixture()
        try await fixture.change("CREATE TABLE posts (id TEXT, user TEXT NOT NULL REFERENCES users (id))")
        for id in ["a", "b", "c", "d", "e"] { try await fixture.addAccount(id, email: "\(id)@example.org") }
        try await fixture.change(
            "INSERT INTO posts VALUES ('p', 'a'), ('q', 'b'); UPDATE users SET deleted_at = '\(fixture.clock.now.text)'"
        )
        fixture.clock.advance(seconds: 31 * 86_400)
        #expect(try await purge.run(on: fixture.database, at: fixture.clock.now, batch: 2)["users"] == 3)
        #expect(try await count("users", fixture) == 2)
        try await fixture.change("DELETE FROM posts")
        #expect(try await purge.run(on: fixture.database, at: fixture.clock.now, batch: 2)["users"] == 2)
    }
}
