import Brief

extension OpenAPI {
    func answers(_ endpoint: Endpoint) -> [JSON.Member] {
        let success = JSON.Member(String(endpoint.successStatus), successAnswer(endpoint))
        return [success] + problems(endpoint).sorted().map { .init(String($0), .reference("responses", "Status\($0)")) }
    }

    /// The statuses besides success that the operation can answer.
    func problems(_ endpoint: Endpoint) -> Set<Int> {
        var result: Set = [400, 406, 500]
        if endpoint.authentication != .none, blueprint.brief.auth != nil { result.insert(401) }
        if !blueprint.brief.limits.isEmpty { result.insert(429) }
        if !endpoint.pathParameters.isEmpty { result.insert(404) }
        if endpoint.body != nil { result.formUnion([413, 415, 422]) }
        if endpoint.isRepeatable { result.formUnion([409, 422]) }
        if endpoint.isConditional { result.insert(endpoint.isRead ? 304 : 412) }
        switch endpoint.kind {
        case .account(let operation):
            if operation == .login || operation == .refresh { result.insert(401) }
            if operation == .register { result.insert(409) }
            if [.register, .login, .reset, .password].contains(operation) { result.insert(503) }
        default: result.formUnion(refusals(endpoint))
        }
        let isWrite = endpoint.isConditional && !endpoint.isRead
        if isWrite, model.resources[endpoint.resource]?.requiresIfMatch == true { result.insert(428) }
        return result
    }

    private func successAnswer(_ endpoint: Endpoint) -> JSON {
        var members: [JSON.Member] = [.init("description", .string(Self.reason(endpoint.successStatus)))]
        var headers: [String] = []
        if endpoint.successStatus == 201 { headers.append("Location") }
        switch endpoint.answer {
        case .row: headers.append("ETag")
        case .page: headers.append("Link")
        case .session, .empty: break
        }
        if !blueprint.brief.limits.isEmpty { headers += ["RateLimit", "RateLimit-Policy"] }
        if !headers.isEmpty {
            members.append(.init("headers", .object(headers.map { .init($0, .reference("headers", $0)) })))
        }
        if let schema = answerSchema(endpoint.answer) {
            var content: [JSON.Member] = [.init("schema", schema)]
            if let example = example(endpoint) { content.append(.init("example", example)) }
            members.append(.init("content", ["application/json": .object(content)]))
        }
        return .object(members)
    }

    private func answerSchema(_ answer: AnswerShape) -> JSON? {
        switch answer {
        case .row(let name): .reference("schemas", name)
        case .page(let name): .reference("schemas", names[name + ".Page"])
        case .session: .reference("schemas", names.session)
        case .empty: nil
        }
    }

    /// What the first case that succeeds expects, with stand-ins for what the server makes up.
    private func example(_ endpoint: Endpoint) -> JSON? {
        guard let body = firstSuccess[endpoint.id]?.expect.body, let resource = model.resources[endpoint.resource]
        else {
            return nil
        }
        return Example(resource: resource, samples: samples).answer(body, of: endpoint.answer)
    }

    /// By endpoint, the first step of the first case that succeeds.
    var firstSuccess: [String: Step] { blueprint.firstSuccess }

    // MARK: Shared parts

    func sharedAnswers() -> [JSON.Member] {
        let used = blueprint.endpoints.reduce(into: Set<Int>()) { $0.formUnion(problems($1)) }
        return used.sorted().map { status in
            var members: [JSON.Member] = [.init("description", .string(Self.reason(status)))]
            let headers = [401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After", 304: "ETag"][status]
            if let headers {
                members.append(.init("headers", .object([.init(headers, .reference("headers", headers))])))
            }
            if status != 304 {
                let example: JSON = [
                    "type": "about:blank", "title": .string(Self.reason(status)), "status": .int(status),
                ]
                members.append(
                    .init(
                        "content",
                        [
                            "application/problem+json": [
                                "schema": .reference("schemas", names.problem), "example": example,
                            ]
                        ]))
            }
            return .init("Status\(status)", .object(members))
        }
    }

    func sharedHeaders() -> [JSON.Member] {
        [
            ("ETag", "The version of the row"), ("Link", "The next and the previous page (RFC 8288)"),
            ("Location", "Where the new row is"), ("RateLimit", "What is left of the limit"),
            ("RateLimit-Policy", "The limit"), ("Retry-After", "Seconds to wait"),
            ("WWW-Authenticate", "How to sign in (RFC 6750)"),
        ].map { .init($0.0, ["description": .string($0.1), "schema": ["type": "string"]]) }
    }

    static func reason(_ status: Int) -> String {
        let reasons = [
            200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 304: "Not Modified", 400: "Bad Request",
            401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 406: "Not Acceptable", 409: "Conflict",
            412: "Precondition Failed", 413: "Content Too Large", 415: "Unsupported Media Type",
            422: "Unprocessable Content", 428: "Precondition Required", 429: "Too Many Requests",
            500: "Internal Server Error", 503: "Service Unavailable",
        ]
        return reasons[status] ?? String(status)
    }
}

/// Turns an expectation into an example.
struct Example {
    let resource: Resource
    let samples: Samples

    /// A whole answer: every page says whether another follows it, and some how many rows there are, also where a case
    /// does not look.
    func answer(_ matcher: Matcher, of shape: AnswerShape) -> JSON? {
        guard let body = value(matcher), case .page = shape, case .object(let members) = body else {
            return value(matcher)
        }
        var all: [JSON.Member] = []
        if resource.listing.page != .none { all = ["next", "prev"].map { JSON.Member($0, .null) } }
        if case .offset(_, _, total: true) = resource.listing.page {
            let items = if case .array(let rows)? = body["items"] { rows.count } else { 0 }
            all.append(.init("total", .int(items)))
        }
        return .object(members + all.filter { one in !members.contains { $0.name == one.name } })
    }

    private func value(_ matcher: Matcher, _ name: String = "") -> JSON? {
        switch matcher {
        case .equals(let json): json
        case .object(let members, _):
            .object(members.compactMap { member in value(member.value, member.name).map { .init(member.name, $0) } })
        case .array(let elements): .array(elements.compactMap { value($0) })
        case .present, .any: standIn(name)
        case .absent, .empty, .containing: nil
        }
    }

    private func standIn(_ name: String) -> JSON? {
        switch name {
        case "accessToken": "eyJhbGciOiJFZERTQSJ9.e30.c2ln"
        case "refreshToken": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
        case "id": Wire.json(samples.id(of: resource, number: 1), .uuid)
        case "next", "prev": .null
        default:
            (samples.model.field(name, of: resource.name)).map {
                $0.isNullable ? .null : Wire.json(samples.value(of: $0, number: 1), $0.type)
            }
        }
    }
}
