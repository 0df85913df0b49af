import PlatformTesting
import Testing

/// POST /v1/users/{id}/activate
@Suite("User.activate") struct UserActivateTests {
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

    private static let user3 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": nil, "role": "user", "status": "suspended", "last_login_at": nil,
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
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

    @Test("an anonymous caller is asked to sign in [User.activate.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/users/01980000-0001-7000-8000-000000000001/activate")
        #expect(reply.status == 401)
        #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another user is told that there is nothing [User.activate.allow, User.get.allow]")
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
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another support is refused [User.activate.allow]")
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
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another admin is let in, but not in this state [User.activate.allow, User.activate.when]")
    func allowOtherAdmin() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 409, "type": "/problems/state"]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (user) is refused [User.activate.allow]")
    func allowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (support) is refused [User.activate.allow]")
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
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (admin) is let in, but not in this state [User.activate.allow, User.activate.when]")
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
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000001"))
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 409, "type": "/problems/state"]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is none is refused [User.activate.allow]")
    func tokenInvalid() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .invalidToken)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("no such row [User.activate.allow]")
    func missing() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000999999/activate",
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
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("its condition holds [User.activate.when, User.activate.effect, User.activate.audit]")
    func whenTrue() async throws {
        let service = try await TestService(rows: [Self.user3, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["status": "active", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "User.activate",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("its condition doesn't hold, but not in this state [User.activate.when]")
    func whenFalse() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 409, "type": "/problems/state"]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the version it was read at [User.activate.allow]")
    func ifMatchSame() async throws {
        let service = try await TestService(rows: [Self.user3, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""1""#])
        #expect(reply.status == 200)
    }

    @Test("another version is refused [User.activate.allow]")
    func ifMatchOther() async throws {
        let service = try await TestService(rows: [Self.user3, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/activate",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""7""#])
        #expect(reply.status == 412)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 412]) == [])
        #expect(try service.contents() == before)
    }
}
