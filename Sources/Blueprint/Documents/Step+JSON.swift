extension Step {
    func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("request", request.write)
            json.member("expect", expect.write)
        }
    }
}

extension Request {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("identity", identity.write)
            json.member("method") { $0.string(method) }
            json.member("path") { $0.string(path) }
            json.member("query", query.write)
            json.member("headers", headers.write)
            switch body {
            case .none: break
            case .json(let body): json.member("body") { $0.value(body) }
            case .text(let text): json.member("text") { $0.string(text) }
            }
            if let follows { json.member("follows") { $0.string(follows) } }
        }
    }
}

extension [Request.Pair] {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            for pair in self { json.member(pair.name) { $0.string(pair.value) } }
        }
    }
}

extension Request.Identity {
    fileprivate func write(to json: inout CompactJSON) {
        switch self {
        case .anonymous: json.string("anonymous")
        case .account(let id): json.object { $0.member("account") { $0.string(id) } }
        case .invalidToken: json.string("invalid token")
        case .revokedSession(let id): json.object { $0.member("revokedSession") { $0.string(id) } }
        }
    }
}

extension Answer {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("status") { $0.int(status) }
            json.member("headers") { json in
                json.object { json in
                    for header in headers { json.member(header.name, header.test.write) }
                }
            }
            json.member("body") { json in
                if let body { body.write(to: &json) } else { json.null() }
            }
        }
    }
}

extension HeaderExpectation.Test {
    fileprivate func write(to json: inout CompactJSON) {
        switch self {
        case .present: json.string("present")
        case .absent: json.string("absent")
        case .equals(let value): json.object { $0.member("equals") { $0.string(value) } }
        case .hasPrefix(let value): json.object { $0.member("hasPrefix") { $0.string(value) } }
        }
    }
}

extension Matcher {
    fileprivate func write(to json: inout CompactJSON) {
        switch self {
        case .equals(let value): json.object { $0.member("equals") { $0.value(value) } }
        case .present: json.string("present")
        case .any: json.string("any")
        case .absent: json.string("absent")
        case .empty: json.string("empty")
        case .object(let members, let exact):
            json.object { json in
                json.member(exact ? "object" : "objectWith") { json in
                    json.object { json in
                        for member in members { json.member(member.name, member.value.write) }
                    }
                }
            }
        case .array(let elements): json.object { $0.member("array") { $0.array(elements) { $0.write(to: &$1) } } }
        case .containing(let elements):
            json.object { $0.member("containing") { $0.array(elements) { $0.write(to: &$1) } } }
        }
    }
}
