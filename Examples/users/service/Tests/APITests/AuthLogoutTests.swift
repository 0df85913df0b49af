import PlatformTesting
import Testing

/// POST /v1/auth/logout
@Suite("auth.logout") struct AuthLogoutTests {
    private static let user1 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let account1 = TestAccount(
        "01980000-0001-7000-8000-000000000001",
        login: "someone1@example.org",
        password: "correct horse battery")

    @Test("an anonymous caller is asked to sign in [auth.logout]")
    func anonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send("POST", "/v1/auth/logout")
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
    }

    @Test("the session ends [auth.logout]")
    func success() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/logout",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
    }

    @Test("a token whose session ended is refused [auth.logout]")
    func twice() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/logout",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
        let reply2 = try await service.send(
            "POST",
            "/v1/auth/logout",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply2.status == 401)
        #expect(reply2.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply2.differences(from: ["status": 401]) == [])
    }
}
