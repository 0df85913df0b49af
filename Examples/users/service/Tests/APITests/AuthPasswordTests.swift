import PlatformTesting
import Testing

/// POST /v1/me/password
@Suite("auth.password") struct AuthPasswordTests {
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

    @Test("an anonymous caller is asked to sign in [auth.password]")
    func anonymous() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            json: #"{"currentPassword":"correct horse battery","newPassword":"q7#Vz!m2kX9w"}"#)
        #expect(reply.status == 401)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(reply.differences(from: ["status": 401]) == [])
    }

    @Test("the password is changed [auth.password]")
    func success() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"correct horse battery","newPassword":"q7#Vz!m2kX9w"}"#)
        #expect(reply.status == 204)
        #expect(reply.differences(from: .empty) == [])
    }

    @Test("a wrong current password [auth.password]")
    func currentPasswordWrong() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"not the password","newPassword":"q7#Vz!m2kX9w"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/currentPassword", "code": "forbidden"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password too short [auth.password.range]")
    func newPasswordShort() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"correct horse battery","newPassword":"q7#Vz!m"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/newPassword", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password too long [auth.password.range]")
    func newPasswordLong() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: """
                {"currentPassword":"correct horse battery","newPassword":"q7#Vz!m2kX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wkX9wk"}
                """)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/newPassword", "code": "range"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a common password [auth.password.common]")
    func newPasswordCommon() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"correct horse battery","newPassword":"password"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/newPassword", "code": "pattern"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("without a password [auth.password]")
    func newPasswordMissing() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"correct horse battery"}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/newPassword", "code": "required"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }

    @Test("a password that is no text [auth.password]")
    func newPasswordType() async throws {
        let service = try await TestService(rows: [Self.user1], accounts: [Self.account1])
        let before = try service.contents()
        let reply = try await service.send(
            "POST",
            "/v1/me/password",
            as: .account("01980000-0001-7000-8000-000000000001"),
            json: #"{"currentPassword":"correct horse battery","newPassword":7}"#)
        #expect(reply.status == 422)
        #expect(reply.header("Content-Type")?.hasPrefix("application/problem+json") == true)
        #expect(
            reply.differences(
                from: [
                    "status": 422, "errors": .containing([["pointer": "/newPassword", "code": "type"]]),
                ]) == [])
        #expect(try service.contents() == before)
    }
}
