import PlatformTesting
import Testing

/// GET /v1/me
@Suite("me.get") struct MeGetTests {
    private static let user1 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let user2 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": "+1000000000", "role": "user", "status": "active", "last_login_at": "2026-01-07T22:41:00.000Z",
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let account1 = TestAccount(
        "01980000-0001-7000-8000-000000000001",
        login: "someone1@example.org",
        password: "correct horse battery")

    @Test("an anonymous caller is asked to sign in [User.get.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me")
        #expect(reply.status == 401)
        #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (user) is let in [User.get.allow]")
    func allowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                ])) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (support) is let in [User.get.allow]")
    func allowOwnerSupport() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "support", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ])
            ],
            accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                ])) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (admin) is let in [User.get.allow]")
    func allowOwnerAdmin() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "admin", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ])
            ],
            accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "admin", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                ])) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is none is refused [User.get.allow]")
    func tokenInvalid() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .invalidToken)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a session that was ended [User.get.allow]")
    func sessionEnded() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/me",
            as: .revokedSession("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("an account that may not stay in [auth.when]")
    func sessionRefused() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "suspended", "last_login_at": nil,
                        "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ])
            ],
            accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("every field is answered [User.get.allow]")
    func full() async throws {
        let service = try await TestService(rows: [Self.user2], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/me", as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": "+1000000000", "role": "user", "status": "active",
                    "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                    "updatedAt": "2026-01-01T00:01:00.000Z",
                ])) == [])
        #expect(try service.contents() == before)
    }

    @Test("the version that the caller has [User.get.allow]")
    func notModified() async throws {
        let service = try await TestService(rows: [Self.user2], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            headers: ["If-None-Match": #""1""#])
        #expect(reply.status == 304)
        #expect(reply.differences(from: .empty) == [])
        #expect(try service.contents() == before)
    }
}
