import Blueprint
import Testing

@testable import Proving

@Suite struct EndpointsInDocumentTests {
    /// A document with a path item for each endpoint, as the design has it.
    private func document(without missing: String? = nil, servers: String = "", base: String = "") -> String {
        let items = Dictionary(grouping: Examples.blueprint.endpoints.filter { $0.id != missing }, by: \.path).map {
            path, endpoints in
            "  \(path.dropFirst(base.count)):\n"
                + endpoints.map { "    \($0.method.lowercased()): {operationId: \($0.id)}\n" }.joined()
        }
        return "openapi: 3.1.0\n\(servers)paths:\n" + items.joined()
    }

    @Test func everyEndpointInTheDocumentIsAHundredPerCent() {
        let reading = EndpointsInDocument.read(document(), endpoints: Examples.blueprint.endpoints)
        #expect(reading.figure == 100)
        #expect(reading.findings.isEmpty)
    }

    @Test func aMissingEndpointIsNamed() {
        let reading = EndpointsInDocument.read(
            document(without: "Book.update"), endpoints: Examples.blueprint.endpoints)
        #expect(reading.figure == 90)
        #expect(reading.findings == ["Book.update: PATCH /v1/books/{id} is not in the document"])
    }

    @Test func anotherOperationIDIsNotTheEndpoint() {
        let text = document().replacing("operationId: Book.update", with: "operationId: Book.change")
        let reading = EndpointsInDocument.read(text, endpoints: Examples.blueprint.endpoints)
        #expect(reading.findings == ["Book.update: PATCH /v1/books/{id} has the operationId Book.change"])
    }

    @Test func thePathOfTheFirstServerCounts() {
        let text = document(servers: "servers: [{url: 'https://example.org/v1/'}]\n", base: "/v1")
        #expect(EndpointsInDocument.read(text, endpoints: Examples.blueprint.endpoints).figure == 100)
    }

    @Test(arguments: ["", "- just\n- a list", "paths: [", "openapi: 3.1.0"])
    func whatIsNoDocumentIsNotMeasured(_ text: String) {
        #expect(EndpointsInDocument.read(text, endpoints: Examples.blueprint.endpoints).figure == nil)
    }
}
