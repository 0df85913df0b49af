import Blueprint
import Foundation
import Testing

@testable import Proving

/// What an audit knows, and what it makes of it.
struct WorldTests {
    private func snapshot(_ json: JSON) -> Snapshot {
        var snapshot = Snapshot()
        snapshot.note("post", json)
        return snapshot
    }

    @Test func anElementMoreMovesNothing() {
        let before = snapshot(["title": "t", "comments": [["text": "x"]], "likes": 3])
        let after = snapshot(["title": "t", "comments": [["text": "w"], ["text": "x"]], "likes": 3])
        #expect(before.changes(to: after, additions: false) == [])
        #expect(before.changes(to: after) == ["post: text was nothing, is w"])
        #expect(before.changes(to: snapshot(["title": "u", "comments": [], "likes": 3]), additions: false).count == 2)
    }

    private func operation(_ body: JSON, examples: [JSON] = []) -> SurfaceOperation {
        SurfaceOperation(
            id: "make", method: "POST", path: "/orders", parameters: [],
            body: .init(mediaType: "application/json", schema: body, examples: examples, isRequired: true), answers: [],
            isSecured: true)
    }

    @Test func whatAnExampleOfTheDocumentHasIsNoSecretMember() {
        let operation = operation(["type": "object", "example": ["name": "n", "role": "user"]])
        let extras = Extras.of(operation, [["name": "x", "credit": 5, "role": "Customer"]], AuditRules())
        #expect(!extras.contains { $0.name == "name" })
        #expect(extras.contains { $0.name == "credit" })
    }

    @Test(arguments: [("Customer", "Admin"), ("ROLE_USER", "ROLE_ADMIN"), ("user", "admin"), ("USER", "ADMIN")])
    func rolesAreWrittenAsTheyAreShown(_ shown: String, _ wanted: String) {
        let extras = Extras.of(operation(["type": "object"]), [["role": .string(shown)]], AuditRules())
        #expect(extras.first { $0.name == "role" }?.value == .string(wanted))
    }

    @Test func theAdminsOwnRoleComesFirst() {
        let extras = Extras.of(
            operation(["type": "object"]), [["role": "Customer"]], AuditRules(), powerful: [.init("role", "Chef")])
        #expect(extras.first { $0.name == "role" }?.value == "Chef")
    }

    @Test func membersOfMembersAndExamplesAreFilled() throws {
        var knowledge = Knowledge()
        knowledge.sights = [
            Sight(operation: "menu", path: "/menu", object: ["id": 42], isOwn: false),
            Sight(operation: "cars", path: "/cars", object: ["owner": ["vin": "V1N"]], isOwn: true),
            Sight(operation: "cars", path: "/cars", object: ["vin": "V1N"], isOwn: true),
        ]
        let schema: JSON = [
            "type": "object", "required": ["items", "kind", "vin"],
            "properties": [
                "items": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["menu_item_id", "quantity"],
                        "properties": ["menu_item_id": ["type": "integer"], "quantity": ["type": "integer"]],
                    ],
                ],
                "kind": ["example": "public"], "vin": ["type": "string"], "password": ["type": "string"],
            ],
        ]
        let bodies = Sampler(operation: operation(schema), knowledge: knowledge, number: 1_234_567).bodies
        #expect(bodies[0]["items"]?.elements.first?["menu_item_id"] == 42)
        #expect(bodies.contains { $0["kind"] == "public" && $0["vin"] == "V1N" })
        #expect(bodies.contains { $0["items"]?.elements.first?["quantity"] == 1 })
        #expect((bodies[0]["password"]?.text?.count ?? 99) <= 16)
    }

    @Test func successInWordsIsRead() {
        let answer = HTTPClient.Answer(status: 200, headers: [:], body: Data(#"{"success": "false"}"#.utf8))
        #expect(!answer.isGood)
    }

    @Test func aBinaryMemberIsSentAsAFile() {
        let form = MultipartForm(
            ["file": "x", "title": "t"],
            schema: ["properties": ["file": ["format": "binary"], "title": ["type": "string"]]])
        let text = String(decoding: form.data, as: UTF8.self)
        #expect(text.contains("name=\"file\"; filename=\"fivegate.png\"\r\nContent-Type: image/png"))
        #expect(text.contains("name=\"title\"\r\n\r\nt\r\n"))
    }
}
