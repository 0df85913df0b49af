import PlatformTesting
import Testing

/// POST /v1/auth/register
@Suite("auth.register") struct AuthRegisterTests {
    @Test("an account is made and signed in [auth.register]")
    func success() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org", "name": "name 1", "phone": "+1000000000",
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("a body that is not JSON [auth.register]")
    func bodyMalformed() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/register", json: #"{""#)
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is an e-mail address [User.email.type]")
    func emailType() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":7,"name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/email", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email is an e-mail address [User.email.type]")
    func emailFormat() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"no such thing","name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":null,"name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/email", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without email [User.email.required]")
    func emailMissing() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: #"{"name":"name 1","phone":"+1000000000","password":"correct horse battery"}"#)
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/name", "code": "range"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("more than 80 for name [User.name.range]")
    func nameAbove() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","phone":"+1000000000","password":"correct horse battery"}
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":7,"phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/name", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("name is never null [User.name.type]")
    func nameNull() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":null,"phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/name", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without name [User.name.required]")
    func nameMissing() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","phone":"+1000000000","password":"correct horse battery"}
                """)
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"xxxxxxxxxxxxxxxxxxxxx","password":"correct horse battery"}
                """)
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":7,"password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/phone", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("phone that doesn't match [User.phone.pattern]")
    func phonePattern() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"x","password":"correct horse battery"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/phone", "code": "pattern"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a member that is not known [auth.register]")
    func bodyUnknown() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery","unknownMember":1}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/unknownMember", "code": "unknown"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password too short [auth.password.range]")
    func passwordShort() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"q7#Vz!m"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password too long [auth.password.range]")
    func passwordLong() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"q7#Vz!m2kX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wk"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a common password [auth.password.common]")
    func passwordCommon() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"password"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "pattern"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without a password [auth.register]")
    func passwordMissing() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: #"{"email":"someone1@example.org","name":"name 1","phone":"+1000000000"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password that is no text [auth.register]")
    func passwordType() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":7}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "type"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("role is not the client's [User.update.role.allow]")
    func roleRefused() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery","role":"admin"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/role", "code": "forbidden"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("status is not the client's [User.status.readonly]")
    func statusRefused() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery","status":"active"}
                """)
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
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery","lastLoginAt":"2026-01-08T07:00:00.000Z"}
                """)
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
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone600@example.org",
                        "name": "name 2", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": nil,
                    ])
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone600@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
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
                .init(
                    "users",
                    [
                        "id": "01980000-0001-7000-8000-000000000002", "email": "someone600@example.org",
                        "name": "name 2", "phone": nil, "role": "user", "status": "active", "last_login_at": nil,
                        "created_at": "2026-01-01T00:02:00.000Z", "updated_at": "2026-01-01T00:02:00.000Z",
                        "version": 1, "deleted_at": "2026-01-14T00:00:00.000Z",
                    ])
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone600@example.org","name":"name 1","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone600@example.org", "name": "name 1", "phone": "+1000000000",
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("the smallest name is taken [User.name.range]")
    func nameMin() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"x","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org", "name": "x", "phone": "+1000000000",
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("the largest name is taken [User.name.range]")
    func nameMax() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","phone":"+1000000000","password":"correct horse battery"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org",
                        "name": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                        "phone": "+1000000000", "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("only what is required [auth.register, User.role.default, User.status.default]")
    func least() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","password":"correct horse battery"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org", "name": "name 1", "phone": nil,
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("a password of 8 characters [auth.password.range]")
    func passwordLength8() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"q7#Vz!m2"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org", "name": "name 1", "phone": "+1000000000",
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("a password of 128 characters [auth.password.range]")
    func passwordLength128() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/register",
            json: """
                {"email":"someone1@example.org","name":"name 1","phone":"+1000000000","password":"q7#Vz!m2kX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9w"}
                """)
        #expect(reply.status == 201)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(reply.header("Location")?.hasPrefix("/v1/") == true)
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": .present, "email": "someone1@example.org", "name": "name 1", "phone": "+1000000000",
                        "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-15T12:00:00.000Z", "updatedAt": "2026-01-15T12:00:00.000Z",
                    ]),
                ])) == [])
    }
}
