import Blueprint
import Foundation
import Testing

@testable import Proving

struct SurfaceTests {
    static let document = """
        openapi: 3.1.0
        info: { title: Notes, version: "1" }
        servers: [{ url: "https://api.example.org/v2/" }]
        security: [{ bearer: [] }]
        paths:
          /notes/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
            get:
              operationId: Note.get
              responses: { "200": { $ref: "#/components/responses/Note" }, 4XX: { description: refused } }
            put:
              security: []
              requestBody:
                content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } }
              responses: { default: { description: anything } }
        components:
          schemas:
            Note:
              type: object
              required: [title, stars]
              properties:
                title: { type: string, minLength: 20, maxLength: 30 }
                stars: { type: integer, minimum: 3 }
                parent: { $ref: "#/components/schemas/Note" }
          responses:
            Note:
              description: the note
              headers: { ETag: { schema: { type: string } } }
              content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } }
        """

    @Test func operationsCarryTheServersPathAndInheritParametersAndSecurity() throws {
        let surface = try Surface(openAPI: Self.document)
        #expect(surface.operations.map(\.id) == ["Note.get", "PUT /notes/{id}"])
        #expect(surface.operations.map(\.path) == ["/v2/notes/{id}", "/v2/notes/{id}"])
        #expect(surface.operations.map(\.isSecured) == [true, false])
        #expect(surface.operations[0].pathParameters.map(\.name) == ["id"])
        #expect(surface.operations[0].answers[0].headers == ["ETag"])
    }

    @Test func aStatusIsDocumentedByNumberByClassOrByDefault() throws {
        let surface = try Surface(openAPI: Self.document)
        #expect([200, 404, 500].map(surface.operations[0].documents) == [true, true, false])
        #expect(surface.operations[1].documents(500))
    }

    @Test func aSchemaThatContainsItselfIsReadAndASampleObeysItsBounds() throws {
        let body = try #require(try Surface(openAPI: Self.document).operations[1].body)
        let sample = SchemaSample.value(of: body.schema, 1)
        #expect(sample["title"]?.text?.count == 20)
        #expect(sample["stars"]?.double == 4)
        #expect(sample["parent"] == nil)
    }

    @Test func everyExampleServiceDocumentIsRead() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Examples/users/service")
        let text = try String(contentsOf: root.appending(path: "openapi.yaml"), encoding: .utf8)
        let surface = try Surface(openAPI: text)
        #expect(surface.operations.count == 15)
        #expect(surface.operation("auth.login")?.isSecured == false)
        #expect(surface.operation("User.delete")?.isSecured == true)
        let json = try String(contentsOf: root.appending(path: "openapi.json"), encoding: .utf8)
        #expect(try Surface(openAPI: json).operations.map(\.path) == surface.operations.map(\.path))
    }

    @Test(arguments: ["", "openapi: 2.0", "[1, 2]", "openapi: 3.1.0", "a: [", "openapi: 3.1.0\npaths: {}"])
    func whatIsNoDocumentIsRefused(_ text: String) {
        #expect(throws: Surface.Unreadable.self) { try Surface(openAPI: text) }
    }
}

struct CredentialsFileTests {
    private func file(_ text: String, mode: Int = 0o600) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "credentials-\(UUID())").path()
        try #require(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
        return path
    }

    @Test func tokensAndHeadersAreIdentities() async throws {
        let path = try file(#"{"identities": {"a": {"token": "t"}, "b": {"headers": {"X-API-Key": "k"}}}}"#)
        let found = try await CredentialsFile(path: path).signIn(HTTPClient(base: "http://127.0.0.1:1"))
        #expect(found["a"] == .bearer("t", name: "a"))
        #expect(found["b"]?.headers == ["X-API-Key": "k"])
    }

    @Test func aFileThatOthersMayReadIsRefusedAndItsValuesAreNotShown() throws {
        let path = try file(#"{"identities": {"a": {"token": "secret"}}}"#, mode: 0o644)
        let error = #expect(throws: CredentialsFile.Invalid.self) { try CredentialsFile(path: path) }
        #expect(error?.description.contains("chmod 600") == true)
        #expect(error?.description.contains("secret") == false)
    }
}
