import PlatformTesting
import Testing

/// POST /v1/auth/refresh
@Suite("auth.refresh") struct AuthRefreshTests {
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

    @Test("a token is exchanged [auth.refresh]")
    func success() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            refreshTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 2_592_000)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
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
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                        "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                    ]),
                ])) == [])
    }

    @Test("its second use ends the session [auth.refresh.reuse]")
    func reuse() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            refreshTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 2_592_000)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
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
                        "name": "name 1", "phone": nil, "role": "user", "status": "active", "lastLoginAt": nil,
                        "createdAt": "2026-01-01T00:01:00.000Z", "updatedAt": "2026-01-01T00:01:00.000Z",
                    ]),
                ])) == [])
        let reply2 = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
        #expect(reply2.status == 401)
        #expect(reply2.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply2.differences(from: ["status": 401, "type": "/problems/invalid-token"]) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
    }

    @Test("a token that was used [auth.refresh.reuse]")
    func used() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            refreshTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    isUsed: true,
                    expiresIn: 60)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/invalid-token"]) == [])
    }

    @Test("a token that is too old [auth.refresh]")
    func expired() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            refreshTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: -1)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/invalid-token"]) == [])
    }

    @Test("a token that nobody was given [auth.refresh]")
    func unknown() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"___________________________________________"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/invalid-token"]) == [])
    }

    @Test("an account that may not stay in [auth.when]")
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
            accounts: [Self.account1],
            refreshTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 2_592_000)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/refresh",
            json: #"{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401, "type": "/problems/invalid-token"]) == [])
    }

    @Test("without a token [auth.refresh]")
    func missing() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/refresh", json: "{}")
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/refreshToken", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is no text [auth.refresh]")
    func type() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/refresh", json: #"{"refreshToken":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/refreshToken", "code": "type"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }
}
