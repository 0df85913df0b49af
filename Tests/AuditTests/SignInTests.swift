import Blueprint
import Foundation
import Testing

@testable import Proving

/// Signing in as the document describes it: by a form, with the token in a header of its own.
struct SignInTests {
    private static let document = """
        openapi: 3.0.3
        info: { title: Forms, version: "1" }
        servers: [{ url: http://forms.example/api }]
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Access-Token } }
        security: [{ key: [] }]
        paths:
          /token:
            post:
              operationId: token
              security: []
              requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { grant_type: { type: string }, username: { type: string }, password: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /me:
            get: { operationId: me, responses: { "200": { description: ok } } }
          /notes/{noteId}:
            get:
              operationId: note
              parameters: [{ name: noteId, in: path, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /notes:
            get: { operationId: notes, responses: { "200": { description: ok } } }
        """
    private static let who = """
        {"login": {"path": "/token", "token": "access_token"},
         "identities": {"a": {"username": "ann", "password": "x"}, "b": {"username": "ben", "password": "x"}}}
        """

    @Sendable private static func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Response {
        if request.path == "/api/token" {
            let form = LoopbackServer.query(String(decoding: request.body, as: UTF8.self))
            guard form["grant_type"] == "password", form["password"] == "x", let name = form["username"] else {
                return .status(422)
            }
            return .json(["access_token": .string("token-of-\(name)")])
        }
        let numbers = ["token-of-ann": 4, "token-of-ben": 5]
        guard let caller = numbers[request.headers["x-access-token"] ?? ""] else { return .status(401) }
        switch request.segments.dropFirst() {
        case ["me"]: return .json(["id": .int(caller), "name": .string("caller \(caller)")])
        case ["notes"]: return .json([["id": .int(caller * 10), "text": .string("note of \(caller)")]])
        case ["notes", "40"], ["notes", "50"]:
            return .json([
                "id": .int(Int(request.segments[2]) ?? 0), "text": .string("note of \(request.segments[2].prefix(1))"),
            ])
        default: return .status(404)
        }
    }

    @Test(arguments: ["", "/api"]) func aFormAndAHeaderOfItsOwnAreUsed(_ path: String) async throws {
        let report = try await Stand.audit(Self.document, Self.who, only: ["api1.objects"], at: path, Self.answer)
        #expect(report.findings.map(\.operation) == ["note"], "\(report.probes)")
    }

    @Test func whatWasSentIsSaidWhereItFails() async throws {
        let who = Self.who.replacing("\"password\": \"x\"", with: "\"password\": \"y\"")
        let error = await #expect(throws: CredentialsFile.Invalid.self) {
            try await Stand.audit(Self.document, who, only: [], Self.answer)
        }
        let text = try #require(error?.description)
        #expect(text.contains("POST /api/token") && text.contains("application/x-www-form-urlencoded"))
        #expect(text.contains("password, username") && text.contains("422") && !text.contains("\"y\""))
    }

    @Test func aJSONWebTokenInAnyHeaderIsAToken() {
        let token = JWTForge.sign(["alg": "HS256"], ["sub": "ann"], secret: Data("k".utf8))
        let identity = Identity(name: "a", headers: ["X-Access-Token": token])
        #expect(identity.token == token)
        #expect(identity.headers(with: "t") == ["X-Access-Token": "t"])
        #expect(Identity.bearer(token, name: "a").headers(with: "t") == ["Authorization": "Bearer t"])
        #expect(Identity(name: "a", headers: ["X-API-Key": "k"]).token == nil)
        #expect(Identity(name: "a", headers: ["X-Auth": "YW5uOnNlY3JldA=="]).basic?.name == "ann")
    }
}
