import Blueprint
import Foundation
import Synchronization

@testable import Proving

extension WeakAPI {
    /// What happens to a request before it reaches an operation.
    func beforeRouting(_ request: Request) -> Response? {
        if request.method == "TRACE" {
            return has(.traces) ? Response(type: "message/http", body: Data("TRACE \(request.headers)".utf8)) : no(405)
        }
        if request.body.count > 1_000_000, !has(.unlimitedBodies) { return no(413) }
        if has(.hiddenRoute), request.path == "/v1/internal" || request.path == "/v1/debug" {
            return .json(["users": .array(store.withLock { $0.users.map { show($0.key, $0.value) } })])
        }
        if has(.oldVersion), request.path.hasPrefix("/v0/notes") { return .json([["id": 1, "title": "old"]]) }
        if has(.debugPage), request.path == "/.env" {
            return Response(type: "text/plain", body: Data("DB_PASSWORD=hunter2\nAPP_KEY=x\n".utf8))
        }
        if has(.htmlPage), request.path == "/v1/notes", request.method == "GET", request.bearer != nil {
            let titles = store.withLock { $0.notes.values.map(\.title) }.joined(separator: "<br>")
            return Response(type: "text/html", body: Data("<p>\(titles)</p>".utf8))
        }
        if has(.showsErrors), request.method == "POST", JSON(parsing: request.body) == nil, !request.body.isEmpty {
            let trace = "Traceback (most recent call last):\n  File \"/srv/app.py\", line 7, in create\nValueError: bad"
            return Response(status: 500, type: "text/plain", body: Data(trace.utf8))
        }
        if has(.traversal), request.path.lowercased().contains("%2fetc%2fpasswd") {
            return Response(type: "text/plain", body: Data("root:x:0:0:root:/root:/bin/bash\n".utf8))
        }
        return nil
    }

    /// As a server would that pastes the text into SQL: only what this one word of it means.
    func searched(_ text: String, _ caller: String) -> Response {
        if text.filter({ $0 == "'" }).count % 2 == 1, !text.contains("--") { return no(500) }
        let isTrue = text.contains("OR '1'='1") || text.contains("OR 7=7")
        return store.withLock { store in
            let found = store.notes.filter { isTrue || ($0.value.owner == caller && $0.value.title.contains(text)) }
            return .json(.array(found.map { ["id": .int($0.key), "title": .string($0.value.title)] }))
        }
    }
}
