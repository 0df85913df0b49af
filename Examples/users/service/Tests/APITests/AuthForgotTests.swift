import PlatformTesting
import Testing

/// POST /v1/auth/password/forgot
@Suite("auth.forgot") struct AuthForgotTests {
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

    @Test("an account is answered [auth.forgot]")
    func known() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply.status == 202)
        #expect(reply.differences(from: .empty) == [])
    }

    @Test("nobody gets the same answer [auth.forgot]")
    func unknown() async throws {
        let service = try await TestService()
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply.status == 202)
        #expect(reply.differences(from: .empty) == [])
        #expect(try service.contents() == before)
    }

    @Test("without email [auth.forgot]")
    func missing() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/password/forgot", json: "{}")
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/email", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("email that is no text [auth.forgot]")
    func type() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send("POST", "/v1/auth/password/forgot", json: #"{"email":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: ["status": 422, "errors": .containing([["pointer": "/email", "code": "type"]])]) == [])
        #expect(try service.contents() == before)
    }

    @Test("request 4 within 3600 s is one too many [limits.auth.forgot]")
    func limit() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply.status == 202)
        #expect(reply.differences(from: .empty) == [])
        let reply2 = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply2.status == 202)
        #expect(reply2.differences(from: .empty) == [])
        let reply3 = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply3.status == 202)
        #expect(reply3.differences(from: .empty) == [])
        let reply4 = try await service.send(
            "POST",
            "/v1/auth/password/forgot",
            json: #"{"email":"someone1@example.org"}"#)
        #expect(reply4.status == 429)
        #expect(reply4.header("Retry-After") != nil)
        #expect(reply4.header("RateLimit") != nil)
        #expect(reply4.differences(from: ["status": 429]) == [])
    }
}
