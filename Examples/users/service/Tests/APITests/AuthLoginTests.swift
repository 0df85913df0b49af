import PlatformTesting
import Testing

/// POST /v1/auth/login
@Suite("auth.login") struct AuthLoginTests {
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

    @Test("the right password signs in [auth.login]")
    func success() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": .any,
                    ]),
                ])) == [])
    }

    @Test("a wrong password is refused [auth.login]")
    func wrong() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
    }

    @Test("an unknown account gets the same answer [auth.login]")
    func unknown() async throws {
        let service = try await TestService()
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
    }

    @Test("letters of the address may be large [auth.login]")
    func `case`() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"SOMEONE1@EXAMPLE.ORG","password":"correct horse battery"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": .any,
                    ]),
                ])) == [])
    }

    @Test("an account that may not sign in [auth.when]")
    func refused() async throws {
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
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
    }

    @Test("a deleted account is unknown [auth.login]")
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
                    ])
            ],
            accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
    }

    @Test("the right password after 10 failures [auth.lockout]")
    func lockoutLocked() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [
                .init(
                    "01980000-0001-7000-8000-000000000001",
                    login: "someone1@example.org",
                    password: "correct horse battery",
                    failures: 10)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
    }

    @Test("the right password after 9 failures [auth.lockout]")
    func lockoutAlmost() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [
                .init(
                    "01980000-0001-7000-8000-000000000001",
                    login: "someone1@example.org",
                    password: "correct horse battery",
                    failures: 9)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"correct horse battery"}"#)
        #expect(reply.status == 200)
        #expect(reply.header("Cache-Control") == "no-store")
        #expect(
            reply.differences(
                from: .only([
                    "accessToken": .present,
                    "tokenType": "Bearer",
                    "expiresIn": 900,
                    "refreshToken": .present,
                    "account": .only([
                        "id": "01980000-0001-7000-8000-000000000001", "email": "someone1@example.org",
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": .any,
                        "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": .any,
                    ]),
                ])) == [])
    }

    @Test("without email [auth.login]")
    func emailMissing() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/login", json: #"{"password":"correct horse battery"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/email", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without password [auth.login]")
    func passwordMissing() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/login", json: #"{"email":"someone1@example.org"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a member that is not known [auth.login]")
    func bodyUnknown() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: """
                {"email":"someone1@example.org","password":"correct horse battery","unknownMember":1}
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

    @Test("a body that is not JSON [auth.login]")
    func bodyMalformed() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send("POST", "/v1/auth/login", json: #"{""#)
        #expect(reply.status == 400)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 400]) == [])
    }

    @Test("request 6 within 60 s is one too many [limits.auth.login]")
    func limit() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
        let reply2 = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply2.status == 401)
        #expect(reply2.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply2.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
        let reply3 = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply3.status == 401)
        #expect(reply3.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply3.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
        let reply4 = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply4.status == 401)
        #expect(reply4.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply4.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
        let reply5 = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply5.status == 401)
        #expect(reply5.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply5.differences(from: ["status": 401, "type": "/problems/bad-credentials"]) == [])
        let reply6 = try await service.send(
            "POST",
            "/v1/auth/login",
            json: #"{"email":"someone1@example.org","password":"not the password"}"#)
        #expect(reply6.status == 429)
        #expect(reply6.header("Retry-After") != nil)
        #expect(reply6.header("RateLimit") != nil)
        #expect(reply6.differences(from: ["status": 429]) == [])
    }
}
