import Blueprint
import Foundation
import Testing

@testable import Proving

/// An API whose accounts are shown by their number only, with opaque tokens and nested routes.
struct NumberedAPITests {
    private static let document = """
        openapi: 3.1.0
        info: { title: Shop, version: "1" }
        security: [{ b: [] }]
        paths:
          /sessions:
            post:
              security: []
              operationId: login
              requestBody: { content: { application/json: { schema: { type: object, properties: { email: { type: string }, password: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /users/{userId}:
            get:
              operationId: user
              parameters: [{ name: userId, in: path, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /users/{userId}/orders:
            post:
              operationId: order.create
              parameters: [{ name: userId, in: path, required: true, schema: { type: integer } }]
              requestBody: { content: { application/json: { schema: { type: object, required: [item], properties: { item: { type: string } } } } } }
              responses: { "201": { description: ok } }
          /users/{userId}/orders/{orderId}:
            get:
              operationId: order
              parameters:
                - { name: userId, in: path, required: true, schema: { type: integer } }
                - { name: orderId, in: path, required: true, schema: { type: integer } }
              responses: { "200": { description: ok } }
        """

    private static func answer(_ request: LoopbackServer.Request, isWeak: Bool) -> LoopbackServer.Response {
        let parts = request.segments
        if parts == ["sessions"] {
            let name = request.json["email"]?.text?.prefix(1) ?? ""
            return .json(["data": ["token": .string("opaque-\(name)")]])
        }
        let numbers = ["opaque-a": 7, "opaque-b": 9]
        guard let caller = numbers[request.bearer ?? ""] else { return .status(401) }
        guard parts.first == "users", parts.count > 1, let owner = Int(parts[1]), [7, 9].contains(owner) else {
            return .status(404)
        }
        if owner != caller, !isWeak { return .status(403) }
        switch (request.method, parts.count) {
        case ("GET", 2):
            return .json(["id": .int(owner), "email": .string(owner == 7 ? "a@example.org" : "b@example.org")])
        case ("POST", 3): return .json(["id": .int(owner * 100), "item": request.json["item"] ?? .null], 201)
        case ("GET", 4) where parts[3] == "\(owner * 100)":
            return .json(["id": .int(owner * 100), "item": .string("the order of \(owner)")])
        default: return .status(404)
        }
    }

    @Test(arguments: [true, false]) func nestedOrdersOfOthersAreFoundOrHeld(_ isWeak: Bool) async throws {
        let server = try LoopbackServer { Self.answer($0, isWeak: isWeak) }
        let file = try Stand.credentials(
            """
            {"login": {"path": "/sessions", "token": "data.token"},
             "identities": {"a": {"email": "a@example.org", "password": "x"}, "b": {"email": "b@example.org", "password": "x"}}}
            """)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let report = try await Audit(
            Surface(openAPI: Self.document), url: server.url, credentials: CredentialsFile(path: file),
            only: ["api1.objects"]
        ).run()
        #expect(report.findings.map(\.operation).contains("order") == isWeak, "\(report.probes)")
        #expect(report.findings.isEmpty != isWeak)
        #expect((report.probes.first?.tried ?? 0) > 0)
    }
}
