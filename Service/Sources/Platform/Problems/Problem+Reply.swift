import HTTPTypes

extension Problem {
    /// The answer that tells a client of this problem.
    /// - Parameter instance: the path that was asked for.
    public func reply(instance: Substring) -> Reply {
        var reply = Reply.json(status, headers: headers) { json in
            json.object { json in
                json.member("type", code.map { "/problems/\($0)" } ?? "about:blank")
                json.member("title", title)
                json.member("status", status.code)
                if let detail { json.member("detail", detail) }
                json.member("instance", String(instance))
                if !errors.isEmpty { write(errors, into: &json) }
            }
        }
        reply.headers[.contentType] = "application/problem+json"
        return reply
    }

    private func write(_ errors: [Violation], into json: inout JSONWriter) {
        json.name("errors")
        json.array { json in
            for error in errors {
                json.object { json in
                    json.member("pointer", error.pointer)
                    json.member("detail", error.detail)
                    json.member("code", error.code)
                }
            }
        }
    }
}
