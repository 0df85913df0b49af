import PlatformTesting
import Testing

/// DELETE /v1/users/{id}
@Suite("User.delete") struct UserDeleteTests {
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
            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org", "name": "name 2",
            "phone": nil, "role": "admin", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let account1 = TestAccount(
        "01980000-0001-7000-8000-000000000001",
        login: "someone1@example.org",
        password: "correct horse battery")

    private static let account2 = TestAccount(
        "01980000-0001-7000-8000-000000000002",
        login: "someone2@example.org",
        password: "correct horse battery")

    @Test("an anonymous caller is asked to sign in [User.delete.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("DELETE", "/v1/users/01980000-0001-7000-8000-000000000001")
        #expect(reply.status == 401)
        #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another user is told that there is nothing [User.delete.allow, User.get.allow]")
    func allowOtherUser() async throws {
        let service = try await TestService(
            rows: [
                Self.user1,
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                        "name": "name 2", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ]),
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another support is refused [User.delete.allow]")
    func allowOtherSupport() async throws {
        let service = try await TestService(
            rows: [
                Self.user1,
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                        "name": "name 2", "phone": nil, "role": "support", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ]),
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another admin is let in [User.delete.allow, User.delete.audit, User.delete.soft]")
    func allowOtherAdmin() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["deleted_at": "2026-01-15T12:00:00.000Z"]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "User.delete",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the owner (user) is refused [User.delete.allow]")
    func allowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (support) is refused [User.delete.allow]")
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
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (admin) is refused [User.delete.allow]")
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
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is none is refused [User.delete.allow]")
    func tokenInvalid() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .invalidToken)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("no such row [User.delete.allow]")
    func missing() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000999999",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a deleted row is invisible [User.delete.soft]")
    func deleted() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z",
                        "version": 1, "deleted_at": "2026-01-14T00:00:00.000Z",
                    ]),
                Self.user2,
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the version it was read at [User.delete.allow]")
    func ifMatchSame() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""1""#])
        #expect(reply.status == 204)
    }

    @Test("another version is refused [User.delete.allow]")
    func ifMatchOther() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "DELETE",
            "/v1/users/01980000-0001-7000-8000-000000000001",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""7""#])
        #expect(reply.status == 412)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 412]) == [])
        #expect(try service.contents() == before)
    }
}
