import PlatformTesting
import Testing

/// POST /v1/users/{id}/suspend
@Suite("User.suspend") struct UserSuspendTests {
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

    @Test("an anonymous caller is asked to sign in [User.suspend.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another user is told that there is nothing [User.suspend.allow, User.get.allow]")
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
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another support is refused [User.suspend.allow]")
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
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another admin is let in [User.suspend.allow, User.suspend.effect, User.suspend.audit]")
    func allowOtherAdmin() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "suspended", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["status": "suspended", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
        #expect(
            try service.audit() == [
                .init(
                    "User.suspend",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the owner (user) is refused [User.suspend.allow]")
    func allowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (support) is refused [User.suspend.allow]")
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
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (admin) is refused [User.suspend.allow]")
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
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is none is refused [User.suspend.allow]")
    func tokenInvalid() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .invalidToken,
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("no such row [User.suspend.allow]")
    func missing() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000999999/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
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
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 404]) == [])
        #expect(try service.contents() == before)
    }

    @Test("its condition holds [User.suspend.when, User.suspend.effect, User.suspend.audit]")
    func whenTrue() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "suspended", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["status": "suspended", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
        #expect(
            try service.audit() == [
                .init(
                    "User.suspend",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("its condition doesn't hold, but not in this state [User.suspend.when]")
    func whenFalse() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "suspended", "last_login_at": nil,
                        "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ]),
                Self.user2,
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 409, "type": "/problems/state"]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the version it was read at [User.suspend.allow]")
    func ifMatchSame() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""1""#],
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 200)
    }

    @Test("another version is refused [User.suspend.allow]")
    func ifMatchOther() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            headers: ["If-Match": #""7""#],
            json: #"{"reason":"reason 1"}"#)
        #expect(reply.status == 412)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 412]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a body that is not JSON [User.suspend.allow]")
    func bodyMalformed() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{""#)
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("less than 1 for reason [User.suspend.reason.range]")
    func reasonBelow() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":""}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/reason", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("more than 500 for reason [User.suspend.reason.range]")
    func reasonAbove() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: """
                {"reason":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/reason", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("reason is a text [User.suspend.reason.type]")
    func reasonType() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/reason", "code": "type"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("reason is never null [User.suspend.reason.type]")
    func reasonNull() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":null}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/reason", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without reason [User.suspend.reason.required]")
    func reasonMissing() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: "{}")
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/reason", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a member that is not known [User.suspend.allow]")
    func bodyUnknown() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"reason 1","unknownMember":1}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/unknownMember", "code": "unknown"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the smallest reason is taken [User.suspend.reason.range, User.suspend.effect, User.suspend.audit]")
    func reasonMin() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: #"{"reason":"x"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "suspended", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["status": "suspended", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
        #expect(
            try service.audit() == [
                .init(
                    "User.suspend",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the largest reason is taken [User.suspend.reason.range, User.suspend.effect, User.suspend.audit]")
    func reasonMax() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "POST",
            "/v1/users/01980000-0001-7000-8000-000000000001/suspend",
            as: .account("01980000-0001-7000-8000-000000000002"),
            json: """
                {"reason":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
                """)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "suspended", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["status": "suspended", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
        #expect(
            try service.audit() == [
                .init(
                    "User.suspend",
                    actor: "01980000-0001-7000-8000-000000000002",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }
}
