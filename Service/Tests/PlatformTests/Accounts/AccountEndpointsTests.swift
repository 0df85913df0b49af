import Foundation
import GRDB
import HTTPTypes
import Logging
import NIOCore
import Testing

@testable import Platform

@Suite struct AccountEndpointsTests {
    private func fixture() async throws -> AccountFixture {
        let fixture = try await AccountFixture()
        try await fixture.addAccount("a", email: "ann@example.org")
        return fixture
    }

    private func call(_ endpoint: Endpoint, _ body: String, _ fixture: AccountFixture, caller: Caller? = nil)
        async throws -> Reply
    {
        let services = Services(database: MeteredDatabase(fixture.database), secret: [])
        return try await endpoint.handle(
            Call(
                operation: endpoint.operation,
                head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: endpoint.path),
                parameters: [], parsedQuery: .success(.empty), body: ByteBuffer(string: body),
                principal: Principal(caller, now: fixture.clock.now), requestID: "r", address: "127.0.0.1",
                logger: fixture.log.logger, services: services, idempotency: Idempotency()))
    }

    private func object(_ reply: Reply) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(reply.body.readableBytesView)) as? [String: Any])
    }

    private func errors(_ problem: Problem?) -> [String] { problem?.errors.map { "\($0.pointer) \($0.code)" } ?? [] }

    private func register(_ fixture: AccountFixture) -> Endpoint {
        Endpoint.register("/auth/register", accounts: fixture.accounts, location: "/users/{id}") { _, body in
            guard let email = body["email"]?.string, body["password"] == nil else {
                throw Problem.invalid([.init(pointer: "/email", detail: "is required", code: "required")])
            }
            return { connection in
                try connection.execute(
                    sql: "INSERT INTO users VALUES ('new', ?, 'New', 'user', 'active', NULL, '', '', 1, NULL, NULL)",
                    arguments: [email])
                return "new"
            }
        }
    }

    @Test func loginAnswersASession() async throws {
        let fixture = try await fixture()
        let reply = try await call(
            .login("/auth/login", accounts: fixture.accounts),
            #"{"email":"ann@example.org","password":"correct horse"}"#, fixture)
        let session = try object(reply)
        #expect(reply.status == .ok)
        #expect(reply.headers[.cacheControl] == "no-store")
        #expect(Set(session.keys) == ["accessToken", "tokenType", "expiresIn", "refreshToken", "account"])
        #expect(session["tokenType"] as? String == "Bearer")
        #expect(session["expiresIn"] as? Int == 900)
        #expect((session["account"] as? [String: String])?["email"] == "ann@example.org")
        let token = try #require(session["accessToken"] as? String)
        #expect(try await fixture.caller(token)?.id == "a")
    }

    @Test func refreshAnswersTheNextSession() async throws {
        let fixture = try await fixture()
        let token = try #require(try await fixture.signIn().refreshToken)
        let endpoint = Endpoint.refresh("/auth/refresh", accounts: fixture.accounts)
        let session = try object(try await call(endpoint, #"{"refreshToken":"\#(token)"}"#, fixture))
        #expect(session["refreshToken"] as? String != token)
        #expect(
            await problem { try await call(endpoint, #"{"refreshToken":"\#(token)"}"#, fixture) }?.status
                == .unauthorized)
    }

    @Test func withoutRefreshTheSessionHasNoSuchMember() async throws {
        let fixture = try await AccountFixture { $0.refreshLifetime = nil }
        try await fixture.addAccount("a", email: "ann@example.org")
        let body = #"{"email":"ann@example.org","password":"correct horse"}"#
        let session = try object(try await call(.login("/auth/login", accounts: fixture.accounts), body, fixture))
        #expect(session["refreshToken"] == nil)
    }

    @Test func registerMakesTheAccountAndSignsItIn() async throws {
        let fixture = try await fixture()
        let reply = try await call(
            register(fixture), #"{"email":"new@example.org","password":"correct horse"}"#, fixture)
        #expect(reply.status == .created)
        #expect(reply.headers[.location] == "/users/new")
        let token = try #require(try object(reply)["accessToken"] as? String)
        #expect(try await fixture.caller(token)?.id == "new")
        _ = try await fixture.signIn("new@example.org")
    }

    @Test func registerTellsAllThatIsWrongAtOnceAndHashesNothing() async throws {
        let fixture = try await fixture()
        let endpoint = register(fixture)
        let cases = [
            (#"{"password":"short"}"#, ["/email required", "/password range"]),
            ("{}", ["/email required", "/password required"]),
            (#"{"email":"new@example.org"}"#, ["/password required"]),
            (#"{"email":"new@example.org","password":"New@example.org"}"#, ["/password pattern"]),
            (#"{"email":"new@example.org","password":12345678}"#, ["/password type"]), ("[]", [" type"]),
        ]
        for (body, expected) in cases {
            #expect(errors(await problem { try await call(endpoint, body, fixture) }) == expected, "\(body)")
        }
        #expect(fixture.hasher.counts.hashed == 0)
    }

    @Test func aRegistrationThatFailsLeavesNoPasswordBehind() async throws {
        let fixture = try await fixture()
        await #expect(throws: DatabaseError.self) {
            try await call(register(fixture), #"{"email":"ann@example.org","password":"correct horse"}"#, fixture)
        }
        let left = try await fixture.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM _credentials") }
        #expect(left == 1)
    }

    @Test func bodiesAreCheckedWhole() async throws {
        let fixture = try await fixture()
        let accounts = fixture.accounts
        let cases: [(Endpoint, String, [String])] = [
            (
                .login("/", accounts: accounts), #"{"email":null,"x/y":1}"#,
                ["/x~1y unknown", "/email required", "/password required"]
            ),
            (.refresh("/", accounts: accounts), #"{"refreshToken":7}"#, ["/refreshToken type"]),
            (.forgot("/", accounts: accounts), "{}", ["/email required"]),
            (.reset("/", accounts: accounts), #"{"token":"t"}"#, ["/password required"]),
            (.changePassword("/", accounts: accounts), "{}", ["/currentPassword required", "/newPassword required"]),
        ]
        for (endpoint, body, expected) in cases {
            #expect(
                errors(await problem { try await call(endpoint, body, fixture) }) == expected, "\(endpoint.operation)")
        }
        let broken = await problem { try await call(.login("/", accounts: accounts), "{", fixture) }
        #expect(broken?.status == .badRequest)
    }

    @Test func forgotAnswersTheSameForAnyone() async throws {
        let fixture = try await fixture()
        let endpoint = Endpoint.forgot("/auth/password/forgot", accounts: fixture.accounts)
        let known = try await call(endpoint, #"{"email":"ann@example.org"}"#, fixture)
        let unknown = try await call(endpoint, #"{"email":"nobody@example.org"}"#, fixture)
        #expect(known.status == .accepted)
        #expect(known.status == unknown.status)
        #expect(known.headers == unknown.headers)
        #expect(known.body == unknown.body)
    }

    @Test func logoutAndPasswordChangeAnswerNothing() async throws {
        let fixture = try await fixture()
        let token = try await fixture.token(fixture.signIn())
        let caller = try #require(await fixture.caller(token))
        let change = #"{"currentPassword":"correct horse","newPassword":"battery staple"}"#
        let changed = try await call(.changePassword("/", accounts: fixture.accounts), change, fixture, caller: caller)
        #expect(changed.status == .noContent)
        let out = try await call(.logout("/", accounts: fixture.accounts), "", fixture, caller: caller)
        #expect(out.status == .noContent)
        #expect(try await fixture.caller(token) == nil)
    }

    @Test func resetSetsThePassword() async throws {
        let fixture = try await fixture()
        let token = try await fixture.database.write { try ResetTokens.issue(for: "a", at: fixture.clock.now, on: $0) }
        let body = #"{"token":"\#(token.text)","password":"battery staple"}"#
        let reply = try await call(.reset("/", accounts: fixture.accounts), body, fixture)
        #expect(reply.status == .noContent)
        _ = try await fixture.accounts.signIn(login: "ann@example.org", password: "battery staple")
    }

    @Test func onlyLogoutAndPasswordChangeNeedACaller() async throws {
        let accounts = try await fixture().accounts
        let anyone: [Endpoint] = [
            .login("/", accounts: accounts), .refresh("/", accounts: accounts), .forgot("/", accounts: accounts),
            .reset("/", accounts: accounts),
        ]
        #expect(anyone.allSatisfy { $0.authentication == .none && $0.body == .json })
        #expect(Endpoint.logout("/", accounts: accounts).authentication == .required)
        #expect(Endpoint.changePassword("/", accounts: accounts).authentication == .required)
    }
}
