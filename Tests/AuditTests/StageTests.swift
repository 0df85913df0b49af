import Blueprint
import Foundation
import Synchronization
import Testing

@testable import Proving

/// A refusal says something only where the request would have been answered well without the attack.
struct StageTests {
    private static let document = """
        openapi: 3.0.3
        info: { title: Cards, version: "1" }
        security: [{ bearer: [] }]
        paths:
          /cards:
            get: { operationId: cards, responses: { "200": { description: ok } } }
            post:
              operationId: card.create
              requestBody: { content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } } }
              responses: { "201": { description: ok } }
        """
    private static let who = """
        {"identities": {"a": {"token": "token-of-a"}, "admin": {"token": "token-of-admin"}}}
        """

    /// The name in the body is ignored and sent back: b writes to its own profile, and is shown what it has sent.
    @Test func whatBHasSentItselfIsNoLeak() async throws {
        let document = """
            openapi: 3.0.3
            info: { title: Profiles, version: "1" }
            security: [{ bearer: [] }]
            paths:
              /profile:
                get: { operationId: profile, responses: { "200": { description: ok } } }
                put:
                  operationId: profile.update
                  requestBody: { content: { application/json: { schema: { type: object, required: [username], properties: { username: { type: string }, city: { type: string, enum: [Rome] } } } } } }
                  responses: { "200": { description: ok } }
            """
        let who = """
            {"identities": {"a": {"token": "token-of-ann"}, "b": {"token": "token-of-ben"}}}
            """
        let report = try await Stand.audit(document, who, only: ["api1.identifiers"]) { request in
            guard let caller = request.bearer?.split(separator: "-").last.map(String.init) else { return .status(401) }
            let own: JSON = ["username": .string(caller), "city": "Rome"]
            return .json(request.json.members.reduce(own) { $0.setting($1.name, $1.value) })
        }
        #expect(report.findings == [])
        #expect(report.probes[0].tried > 0, "\(report.probes)")
    }

    /// Where the document has no word of security, an item of a list that callers without credentials are refused is tried,
    /// and any other is said to be left.
    @Test(arguments: [true, false]) func documentsWithoutSecurityAreNotPassed(_ isListGuarded: Bool) async throws {
        let document = """
            openapi: 3.0.3
            info: { title: Notes, version: "1" }
            paths:
              /notes:
                get: { operationId: notes, responses: { "200": { description: ok } } }
                post:
                  operationId: note.create
                  requestBody: { content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } } } }
                  responses: { "201": { description: ok } }
              /notes/{noteId}:
                get:
                  operationId: note
                  parameters: [{ name: noteId, in: path, required: true, schema: { type: string } }]
                  responses: { "200": { description: ok } }
            """
        let who = """
            {"identities": {"a": {"token": "token-of-ann"}, "b": {"token": "token-of-ben"}}}
            """
        let notes = Mutex<[(owner: String, text: String)]>([])
        let report = try await Stand.audit(document, who, only: ["api1.objects"]) { request in
            func show(_ index: Int) -> JSON {
                notes.withLock { ["_id": .string("n\(index)"), "text": .string($0[index].text)] }
            }
            let count = notes.withLock(\.count)
            if let id = request.segments.dropFirst().first.flatMap({ Int($0.dropFirst()) }) {
                return id < count ? .json(show(id)) : .status(404)
            }
            let caller = request.bearer ?? ""
            if caller.isEmpty, isListGuarded { return .status(401) }
            guard request.method == "POST" else {
                return .json(.array((0..<count).filter { id in notes.withLock { $0[id].owner == caller } }.map(show)))
            }
            notes.withLock { $0.append((caller, request.json["text"]?.text ?? "")) }
            return .json(show(count), 201)
        }
        #expect(report.findings.map(\.operation) == (isListGuarded ? ["note"] : []), "\(report.probes)")
        #expect(report.probes[0].notTried.contains { $0.hasPrefix("note: ") } == !isListGuarded)
    }

    private static func answer(
        _ request: LoopbackServer.Request, mayMake: String
    ) -> LoopbackServer.Response {
        guard let caller = request.bearer?.split(separator: "-").last else { return .status(401) }
        guard request.method == "POST" else { return .json([]) }
        guard mayMake == caller, let text = request.json["text"]?.text else { return .status(403) }
        return .json(["id": 1, "text": .string(text.replacing("{{8191*8209}}", with: "67239919"))], 201)
    }

    @Test func whatOnlyTheAdminMayMakeIsAttackedByTheAdmin() async throws {
        let report = try await Stand.audit(Self.document, Self.who, only: ["injection.evaluation"]) {
            Self.answer($0, mayMake: "admin")
        }
        #expect(report.findings.map(\.operation) == ["card.create"], "\(report.probes)")
    }

    @Test func refusalsOfWhatNobodyMayMakeAreNoPass() async throws {
        let report = try await Stand.audit(Self.document, Self.who, only: ["injection.evaluation"]) {
            Self.answer($0, mayMake: "nobody")
        }
        #expect(report.findings == [])
        #expect(report.probes[0].tried == 0)
        #expect(report.probes[0].notTried.contains { $0.hasPrefix("card.create: ") }, "\(report.probes)")
    }
}
