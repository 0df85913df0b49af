import HTTPTypes

extension Endpoint.Body {
    /// Bytes; nil: a body is not expected.
    var limit: Int? {
        if case .json(_, let limit) = self { limit } else { nil }
    }
}

extension Endpoint {
    /// - Throws: a ``Problem`` with status 415 or 406.
    func requireAcceptable(_ head: HTTPRequest, hasBody: Bool) throws {
        if case .json(let types, _) = body {
            let type = head.headerFields[.contentType].map(MediaTypes.essence)
            if hasBody, let coding = head.headerFields[.contentEncoding], coding.lowercased() != "identity" {
                throw Problem(
                    .unsupportedMediaType, detail: "A body is not compressed here.",
                    headers: [.acceptEncoding: "identity"])
            }
            if hasBody || type != nil, !types.contains(type ?? "") {
                var headers: HTTPFields = [.accept: types.joined(separator: ", ")]
                if method == .patch { headers[.acceptPatch] = types.joined(separator: ", ") }
                throw Problem(
                    .unsupportedMediaType, detail: "A body here is \(types.joined(separator: " or ")).",
                    headers: headers)
            }
        }
        if let produces, let accept = head.headerFields[.accept], !MediaTypes.accepts(accept, produces) {
            throw Problem(.notAcceptable, detail: "The answer is \(produces).")
        }
    }

    /// - Throws: a ``Problem`` with status 400: an unreadable query or an unknown parameter.
    func knownQuery(_ text: Substring) throws(Problem) -> Query {
        if text.isEmpty { return .empty }
        let parsed = try Query(parsing: text)
        for pair in parsed.pairs where !query.contains(pair.name) {
            let hint = Suggestion.nearest(to: pair.name, among: query).map { " Did you mean `\($0)`?" } ?? ""
            throw Problem.malformed("There is no parameter `\(pair.name)`.\(hint)", code: "unknown-parameter")
        }
        return parsed
    }
}

extension Deprecation {
    /// `Deprecation` is a structured date (RFC 9745), `Sunset` an HTTP date (RFC 8594).
    func write(to headers: inout HTTPFields) {
        headers[.deprecation] = "@\(since.milliseconds / 1000)"
        if let sunset { headers[.sunset] = sunset.httpDate }
    }
}

extension Problem {
    static func notBuilt(_ operation: String) -> Problem {
        Problem(.notImplemented, code: "not-implemented", detail: "\(operation) is not built yet.")
    }
}
