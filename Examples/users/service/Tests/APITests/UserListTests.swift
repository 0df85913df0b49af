import PlatformTesting
import Testing

/// GET /v1/users
@Suite("User.list") struct UserListTests {
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
            "phone": nil, "role": "support", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let user3 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": "+1000000000", "role": "user", "status": "active", "last_login_at": "2026-01-07T22:41:00.000Z",
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let user4 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org", "name": "name 3",
            "phone": "+3000000000", "role": "user", "status": "suspended", "last_login_at": "2026-01-07T22:43:00.000Z",
            "created_at": "2026-01-01T00:03:00.000Z", "updated_at": "2026-01-01T00:03:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let user5 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org", "name": "name 4",
            "phone": "+4000000000", "role": "support", "status": "active", "last_login_at": "2026-01-07T22:44:00.000Z",
            "created_at": "2026-01-01T00:04:00.000Z", "updated_at": "2026-01-01T00:04:00.000Z", "version": 1,
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

    @Test("an anonymous caller is asked to sign in [User.list.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send("GET", "/v1/users")
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
    }

    @Test("another user is refused [User.list.allow]")
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
        let reply = try await service.send("GET", "/v1/users", as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
    }

    @Test("another support sees what the rule grants [User.list.allow]")
    func allowOtherSupport() async throws {
        let service = try await TestService(rows: [Self.user1, Self.user2], accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/users", as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("another admin sees what the rule grants [User.list.allow]")
    func allowOtherAdmin() async throws {
        let service = try await TestService(
            rows: [
                Self.user1,
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                        "name": "name 2", "phone": nil, "role": "admin", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ]),
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/users", as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "admin", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("filtered by role [User.list.filter.role]")
    func filterRole() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["role": "user"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("role of the wrong form [User.list.filter.role]")
    func filterRoleInvalid() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["role": "no such value"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
    }

    @Test("filtered by status [User.list.filter.status]")
    func filterStatus() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["status": "suspended"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ])
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("status of the wrong form [User.list.filter.status]")
    func filterStatusInvalid() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["status": "no such value"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
    }

    @Test("filtered by email [User.list.filter.email]")
    func filterEmail() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["email": "someone3@example.org"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ])
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("filtered by createdAt.gte [User.list.filter.createdAt.gte]")
    func filterCreatedAtGte() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["createdAt.gte": "2026-01-01T00:03:00.000Z"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("createdAt.gte of the wrong form [User.list.filter.createdAt.gte]")
    func filterCreatedAtGteInvalid() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["createdAt.gte": "no such value"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
    }

    @Test("filtered by createdAt.lt [User.list.filter.createdAt.lt]")
    func filterCreatedAtLt() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["createdAt.lt": "2026-01-01T00:03:00.000Z"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("createdAt.lt of the wrong form [User.list.filter.createdAt.lt]")
    func filterCreatedAtLtInvalid() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["createdAt.lt": "no such value"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
    }

    @Test("sorted by createdAt, ascending [User.list.sort.createdAt]")
    func sortCreatedAt() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["sort": "createdAt"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("sorted by createdAt, descending [User.list.sort.createdAt]")
    func sortCreatedAt2() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["sort": "-createdAt"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("sorted by name, ascending [User.list.sort.name]")
    func sortName() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["sort": "name"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("sorted by name, descending [User.list.sort.name]")
    func sortName2() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["sort": "-name"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("found by a word in name [User.list.search]")
    func searchName() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "zebra",
                        "phone": "+1000000000", "role": "user", "status": "active",
                        "last_login_at": "2026-01-07T22:41:00.000Z", "created_at": "2026-01-01T00:01:00.000Z",
                        "updated_at": "2026-01-01T00:01:00.000Z", "version": 1, "deleted_at": nil,
                    ]),
                Self.user2,
                Self.user4,
                Self.user5,
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["q": "zebra"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "zebra", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ])
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("found by a word in email [User.list.search]")
    func searchEmail() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "zebra@example.org", "name": "name 1",
                        "phone": "+1000000000", "role": "user", "status": "active",
                        "last_login_at": "2026-01-07T22:41:00.000Z", "created_at": "2026-01-01T00:01:00.000Z",
                        "updated_at": "2026-01-01T00:01:00.000Z", "version": 1, "deleted_at": nil,
                    ]),
                Self.user2,
                Self.user4,
                Self.user5,
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["q": "zebra"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "zebra@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ])
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("in the default order [User.list.page]")
    func orderDefault() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/users", as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
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
                        "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                        "last_login_at": "2026-01-07T22:41:00.000Z", "created_at": "2026-01-01T00:01:00.000Z",
                        "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
                        "deleted_at": "2026-01-14T00:00:00.000Z",
                    ]),
                Self.user2,
                Self.user4,
                Self.user5,
            ],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send("GET", "/v1/users", as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                    ]
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("forward and back again [User.list.page]")
    func pageWalk() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["limit": "2"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(reply.header("Link") != nil)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                    ],
                    "next": .present,
                ]) == [])
        let reply2 = try await service.send(
            "GET",
            reply.link("next"),
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply2.status == 200)
        #expect(
            reply2.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
        let reply3 = try await service.send(
            "GET",
            reply2.link("prev"),
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply3.status == 200)
        #expect(
            reply3.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                    ]
                ]) == [])
    }

    @Test("a cursor that is none [User.list.page]")
    func pageCursor() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["cursor": "bm90IGEgY3Vyc29y"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a limit of zero [User.list.page]")
    func pageLimitZero() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["limit": "0"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a negative limit [User.list.page]")
    func pageLimitNegative() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["limit": "-1"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a limit that is no number [User.list.page]")
    func pageLimitText() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["limit": "many"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a limit above the maximum counts as the maximum [User.list.page]")
    func pageLimitLarge() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["limit": "1000000"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: [
                    "items": [
                        .only([
                            "id": "01980000-0001-7000-8000-000000000004", "email": "someone4@example.org",
                            "name": "name 4", "phone": "+4000000000", "role": "support", "status": "active",
                            "lastLoginAt": "2026-01-07T22:44:00.000Z", "createdAt": "2026-01-01T00:04:00.000Z",
                            "updatedAt": "2026-01-01T00:04:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000003", "email": "someone3@example.org",
                            "name": "name 3", "phone": "+3000000000", "role": "user", "status": "suspended",
                            "lastLoginAt": "2026-01-07T22:43:00.000Z", "createdAt": "2026-01-01T00:03:00.000Z",
                            "updatedAt": "2026-01-01T00:03:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000002", "email": "someone2@example.org",
                            "name": "name 2", "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                            "createdAt": "2026-01-01T00:02:00.000Z", "updatedAt": "2026-01-01T00:02:00.000Z",
                        ]),
                        .only([
                            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                            "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                            "lastLoginAt": "2026-01-07T22:41:00.000Z", "createdAt": "2026-01-01T00:01:00.000Z",
                            "updatedAt": "2026-01-01T00:01:00.000Z",
                        ]),
                    ]
                ]) == [])
    }

    @Test("a parameter that is not known [User.list.allow]")
    func queryUnknown() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["unknownParameter": "1"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a sort that is not offered [User.list.sort.createdAt]")
    func sortUnknown() async throws {
        let service = try await TestService(
            rows: [Self.user3, Self.user2, Self.user4, Self.user5],
            accounts: [Self.account1, Self.account2])
        let before = try service.contents()
        let reply = try await service.send(
            "GET",
            "/v1/users",
            query: ["sort": "unknownField"],
            as: .account("01980000-0001-7000-8000-000000000002"))
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }
}
