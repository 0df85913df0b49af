import HTTPTypes
import NIOCore

@testable import Platform

/// Sends requests to the library.
struct Client {
    let fixture: PipelineFixture

    init(fixture: PipelineFixture) { self.fixture = fixture }

    init() throws { fixture = try Library.fixture() }

    func send(
        _ method: String, _ path: String, as caller: String? = "ann", _ headers: [String: String] = [:],
        _ body: String = ""
    ) async -> Reply {
        var headers = headers
        headers["Authorization"] = caller.map { "Bearer " + $0 }
        if !body.isEmpty {
            headers["Content-Type"] = method == "PATCH" ? "application/merge-patch+json" : "application/json"
        }
        return await fixture.send(method, path, headers, body: body)
    }

    /// Makes a book and answers its path.
    func book(_ body: String = #"{"title": "Emma"}"#, as caller: String = "ann") async -> String {
        await send("POST", "/v1/books", as: caller, [:], body).headers[.location] ?? "no location"
    }

    /// Where a refused body breaks rules: `/title range`.
    func violations(_ reply: Reply) -> [String] {
        guard case .array(let errors) = reply.json?["errors"] else { return [] }
        return errors.map { ($0["pointer"]?.string ?? "") + " " + ($0["code"]?.string ?? "") }
    }

    /// A member of each item of a page.
    func items(_ reply: Reply, _ member: String = "title") -> [String] {
        guard case .array(let items) = reply.json?["items"] else { return ["no items: \(String(buffer: reply.body))"] }
        return items.map { $0[member]?.string ?? "" }
    }
}
