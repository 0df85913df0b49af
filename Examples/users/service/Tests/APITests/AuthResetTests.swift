import PlatformTesting
import Testing

/// POST /v1/auth/password/reset
@Suite("auth.reset") struct AuthResetTests {
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

    @Test("a new password is set [auth.reset]")
    func success() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
        #expect(try service.sessions(of: "01980000-0001-7000-8000-000000000001") == 0)
    }

    @Test("a token works once [auth.reset]")
    func twice() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
        let reply2 = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply2.status == 422)
        #expect(reply2.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply2.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/token", "code": "format"]]),
                ]) == [])
    }

    @Test("a token that was used [auth.reset]")
    func used() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    isUsed: true,
                    expiresIn: 60)
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/token", "code": "format"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that is too old [auth.reset]")
    func expired() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: -1)
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/token", "code": "format"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a token that nobody was given [auth.reset]")
    func unknown() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9w"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/token", "code": "format"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password too short [auth.password.range]")
    func passwordShort() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: #"{"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m"}"#)
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
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: """
                {"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","password":"q7#Vz!m2kX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wk"}
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

    @Test("without token [auth.reset]")
    func tokenMissing() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/password/reset", json: #"{"password":"q7#Vz!m2kX9w"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/token", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without password [auth.reset]")
    func passwordMissing() async throws {
        let service = try await TestService(
            rows: [Self.user1],
            accounts: [Self.account1],
            resetTokens: [
                .init(
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                    account: "01980000-0001-7000-8000-000000000001",
                    expiresIn: 3600)
            ])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/reset",
            json: #"{"token":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/password", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }
}
