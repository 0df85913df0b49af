import Foundation
import NIOHTTP1
import Testing

@testable import Proving

@Suite struct SurfaceMixTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: Things, version: "1"}
        security: [{bearer: []}]
        paths:
          /things:
            get: {operationId: list, responses: {"200": {description: ok}}}
            post:
              operationId: create
              requestBody: {content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}}
              responses: {"201": {description: made}}
          /things/{id}:
            parameters: [{name: id, in: path, schema: {type: string}}]
            get: {operationId: get, responses: {"200": {description: ok}}}
          /nothing/{key}:
            get: {operationId: nothing, parameters: [{name: key, in: path, schema: {type: string}}], responses: {"200": {description: ok}}}
          /broken:
            get: {operationId: broken, responses: {"200": {description: ok}}}
          /hidden:
            get: {operationId: hidden, responses: {"200": {description: ok}}}
        """

    private func serving<Value>(_ body: (LoadTarget) async throws -> Value) async throws -> Value {
        let server = try await LoopbackServer { _, head, _ in
            guard head.headers["Authorization"] == ["Bearer t"] else { return .answer(401) }
            switch head.uri {
            case "/things":
                return head.method == .POST
                    ? .answer(201) : .answer(200, body: #"{"items": [{"id": "a b"}, {"id": "c"}], "next": null}"#)
            case "/things/a%20b", "/things/c": return .answer(200)
            case "/broken": return .answer(500)
            default: return .answer(404)
            }
        }
        do {
            let value = try await body(LoadTarget(host: "127.0.0.1", port: server.port))
            try await server.stop()
            return value
        } catch {
            try? await server.stop()
            throw error
        }
    }

    private func mix(
        _ target: LoadTarget, _ identity: Identity? = .bearer("t", name: "a"), _ choice: SurfaceMix.Choice = .init()
    )
        throws -> SurfaceMix
    {
        SurfaceMix(try Surface(openAPI: Self.document), target, identity: identity, choice: choice)
    }

    @Test("reads are asked with ids that the list names; what cannot be asked is left out with the reason")
    func reads() async throws {
        try await serving { target in
            let made = try await mix(target).make()
            #expect(made.mix.endpoints.map(\.name) == ["list", "get", "broken"])
            #expect(made.mix.endpoints[1].requests.map(\.path) == ["/things/a%20b", "/things/c"])
            #expect(made.leftOut.count == 3)
            #expect(made.leftOut.contains { $0.hasPrefix("create: it changes something") })
            #expect(made.leftOut.contains { $0.hasPrefix("nothing: there is no value for {key}") })
            #expect(made.leftOut.contains { $0.hasPrefix("hidden: GET /hidden answered 404") })
        }
    }

    @Test("writes are asked with a body that the schema allows, where wanted; weights choose") func writes()
        async throws
    {
        try await serving { target in
            let choice = SurfaceMix.Choice(weights: ["create": 1, "list": 9], writes: true)
            let made = try await mix(target, .bearer("t", name: "a"), choice).make()
            #expect(made.mix.endpoints.map(\.weight) == [9, 1])
            let body = try #require(made.mix.endpoints[1].requests[0].body)
            #expect(String(decoding: body, as: UTF8.self) == #"{"name":"sample 0"}"#)
            let measurement = try await LoadGenerator(target, made.mix).run([LoadStage(rate: 100, seconds: 0.3)])
            #expect(measurement.failures == 0)
        }
    }

    @Test("without credentials, and with an unknown operation, it says what to do") func refusals() async throws {
        try await serving { target in
            let anonymous = await #expect(throws: SurfaceMix.Nothing.self) { try await mix(target, nil).make() }
            #expect(anonymous?.description.contains("--credentials") == true)
            let unknown = await #expect(throws: SurfaceMix.Nothing.self) {
                try await mix(target, nil, .init(weights: ["lost": 1])).make()
            }
            #expect(unknown?.description.contains("no operation lost; it has list, create") == true)
        }
    }

    @Test("a server that does not answer is named") func silent() async throws {
        let target = try await serving { $0 }
        let error = await #expect(throws: SurfaceMix.Nothing.self) { try await mix(target).make() }
        #expect(error?.description.contains("127.0.0.1") == true)
    }
}
