import Brief

/// A request that documents print, and the answer to it: the first case of an operation that succeeds.
public struct DocumentedExample: Sendable {
    public var endpoint: Endpoint
    /// What has to be in the database for it.
    public var given: Given
    public var request: Request
    public var expect: Answer
    /// The answer's body as documents print it, with stand-ins for what the server makes up; nil: it has none.
    public var body: JSON?

    /// With its query, percent-encoded: `/v1/users?q=a%20b`.
    public var target: String {
        if request.query.isEmpty { return request.path }
        let query = request.query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
        return request.path + "?" + query.joined(separator: "&")
    }

    /// Names and values in their order; `Authorization` is left to whoever prints it.
    public var headers: [Request.Pair] {
        guard request.body != .none else { return request.headers }
        return [.init("Content-Type", endpoint.body?.mediaType ?? "application/json")]
            + request.headers.filter { $0.name.lowercased() != "content-type" }
    }

    /// Nil: the request has no body.
    public var bodyText: String? {
        switch request.body {
        case .none: nil
        case .json(let json): json.compactText
        case .text(let text): text
        }
    }

    public var isSignedIn: Bool { request.identity != .anonymous }

    /// RFC 3986, unreserved characters kept.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            let isLetter = (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
            if isLetter || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}

extension Blueprint {
    /// By operation id. An operation that no case sees succeed has none.
    public func documentedExamples() -> [String: DocumentedExample] {
        let model = Model(brief)
        let samples = Samples(model)
        return endpoints.reduce(into: [:]) { examples, endpoint in
            let steps = cases(of: endpoint.id).lazy.compactMap { one in one.steps.first.map { (one, $0) } }
            // Where no token is looked at, a bad one succeeds too; nobody wants that for an example.
            let first = steps.first { _, step in
                (200...299).contains(step.expect.status) && step.request.identity != .invalidToken
            }
            guard let (one, step) = first else { return }
            examples[endpoint.id] = DocumentedExample(
                endpoint: endpoint, given: one.given, request: step.request, expect: step.expect,
                body: model.resources[endpoint.resource].flatMap { resource in
                    step.expect.body.flatMap {
                        Example(resource: resource, samples: samples).answer($0, of: endpoint.answer)
                    }
                })
        }
    }
}
