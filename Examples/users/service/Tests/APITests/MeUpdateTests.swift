import PlatformTesting
import Testing

/// PATCH /v1/me
@Suite("me.update") struct MeUpdateTests {
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
            "phone": nil, "role": "support", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let user3 = TestRow(
        "users",
        [
            "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
            "phone": nil, "role": "admin", "status": "active", "last_login_at": nil,
            "created_at": "2026-01-01T00:01:00.000Z", "updated_at": "2026-01-01T00:01:00.000Z", "version": 1,
            "deleted_at": nil,
        ])

    private static let account1 = TestAccount(
        "01980000-0001-7000-8000-000000000001",
        login: "someone1@example.org",
        password: "correct horse battery")

    @Test("an anonymous caller is asked to sign in [User.update.allow]")
    func allowAnonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("PATCH", "/v1/me", json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (user) is let in [User.update.allow, User.update.audit]")
    func allowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone77@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: [
                    "email": "someone77@example.org", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2,
                ]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the owner (support) is let in [User.update.allow, User.update.audit]")
    func allowOwnerSupport() async throws {
        let service = try await TestService(rows: [Self.user2], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone77@example.org", "name": "name 1",
                    "phone": nil, "role": "support", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: [
                    "email": "someone77@example.org", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2,
                ]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the owner (admin) is let in [User.update.allow, User.update.audit]")
    func allowOwnerAdmin() async throws {
        let service = try await TestService(rows: [Self.user3], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone77@example.org", "name": "name 1",
                    "phone": nil, "role": "admin", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: [
                    "email": "someone77@example.org", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2,
                ]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("a token that is none is refused [User.update.allow]")
    func tokenInvalid() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .invalidToken,
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the version it was read at [User.update.allow]")
    func ifMatchSame() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            headers: ["If-Match": #""1""#],
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 200)
    }

    @Test("another version is refused [User.update.allow]")
    func ifMatchOther() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            headers: ["If-Match": #""7""#],
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 412)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 412]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (user) may not write role [User.update.role.allow]")
    func roleAllowOwnerUser() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"role":"admin"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (support) may not write role [User.update.role.allow]")
    func roleAllowOwnerSupport() async throws {
        let service = try await TestService(rows: [Self.user2], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"role":"admin"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("the owner (admin) may not write role [User.update.role.allow]")
    func roleAllowOwnerAdmin() async throws {
        let service = try await TestService(rows: [Self.user3], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"role":"user"}"#)
        #expect(reply.status == 403)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 403]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a body that is not JSON [User.update.allow]")
    func bodyMalformed() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{""#)
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is an e-mail address [User.email.type]")
    func emailType() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/email", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is an e-mail address [User.email.type]")
    func emailFormat() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"no such thing"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/email", "code": "format"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is never null [User.email.type]")
    func emailNull() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":null}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/email", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("less than 1 for name [User.name.range]")
    func nameBelow() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"name":""}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/name", "code": "range"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("more than 80 for name [User.name.range]")
    func nameAbove() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: """
                {"name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/name", "code": "range"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("name is a text [User.name.type]")
    func nameType() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"name":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/name", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("name is never null [User.name.type]")
    func nameNull() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"name":null}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/name", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("more than 20 for phone [User.phone.range]")
    func phoneAbove() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"phone":"xxxxxxxxxxxxxxxxxxxxx"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/phone", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("phone is a text [User.phone.type]")
    func phoneType() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"phone":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/phone", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("phone that doesn't match [User.phone.pattern]")
    func phonePattern() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"phone":"x"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/phone", "code": "pattern"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a member that is not known [User.update.allow]")
    func bodyUnknown() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"unknownMember":1}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/unknownMember", "code": "unknown"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is changed [User.email.type, User.update.audit]")
    func emailChanged() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone77@example.org"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone77@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: [
                    "email": "someone77@example.org", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2,
                ]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("name is changed [User.name.type, User.update.audit]")
    func nameChanged() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"name":"name 77"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 77",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["name": "name 77", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the smallest name is taken [User.name.range, User.update.audit]")
    func nameMin() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"name":"x"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "x",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["name": "x", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("the largest name is taken [User.name.range, User.update.audit]")
    func nameMax() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: """
                {"name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
                """)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                    "name": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: [
                    "name": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                    "updated_at": "2026-01-15T12:00:00.000Z", "version": 2,
                ]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("phone is changed [User.phone.type, User.update.audit]")
    func phoneChanged() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"phone":"+7700000000"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": "+7700000000", "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["phone": "+7700000000", "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("phone is emptied [User.phone.type, User.update.audit]")
    func phoneNull() async throws {
        let service = try await TestService(
            rows: [
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": "+1000000000", "role": "user", "status": "active",
                        "last_login_at": "2026-01-07T22:41:00.000Z", "created_at": "2026-01-01T00:01:00.000Z",
                        "updated_at": "2026-01-01T00:01:00.000Z", "version": 1, "deleted_at": nil,
                    ])
            ],
            accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"phone":null}"#)
        #expect(reply.status == 200)
        #expect(reply.header("ETag") != nil)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": "2026-01-07T22:41:00.000Z",
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
        #expect(
            try service.differences(
                in: "users",
                where: "id",
                is: "01980000-0001-7000-8000-000000000001",
                from: ["phone": nil, "updated_at": "2026-01-15T12:00:00.000Z", "version": 2]) == [])
        #expect(
            try service.audit() == [
                .init(
                    "me.update",
                    actor: "01980000-0001-7000-8000-000000000001",
                    subject: "01980000-0001-7000-8000-000000000001")
            ])
    }

    @Test("status is not the client's [User.status.readonly]")
    func statusRefused() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"status":"active"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/status", "code": "readonly"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("lastLoginAt is not the client's [User.lastLoginAt.readonly]")
    func lastLoginAtRefused() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"lastLoginAt":"2026-01-08T07:00:00.000Z"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/lastLoginAt", "code": "readonly"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email that another row has [User.email.unique]")
    func emailTaken() async throws {
        let service = try await TestService(
            rows: [
                Self.user1,
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone600@example.org",
                        "name": "name 2", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ]),
            ],
            accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone600@example.org"}"#)
        #expect(reply.status == 409)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 409, "errors": .containing([["pointer": "/email", "code": "unique"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email of a deleted row is free again [User.email.unique, User.delete.soft]")
    func emailFree() async throws {
        let service = try await TestService(
            rows: [
                Self.user1,
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone600@example.org",
                        "name": "name 2", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": "2026-01-14T00:00:00.000Z",
                    ]),
            ],
            accounts: [Self.account1])
        let reply = try await service.send(
            "PATCH",
            "/v1/me",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"email":"someone600@example.org"}"#)
        #expect(reply.status == 200)
        #expect(
            reply.differences(
                from: .only([
                    "id": "01980000-0001-7000-8000-000000000001", "email": "someone600@example.org", "name": "name 1",
                    "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                    "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                ])) == [])
    }
}
