extension Case {
    /// As `cases.json` holds it.
    public var json: JSON {
        .object(
            [
                .init("id", .string(id)), .init("title", .string(title)), .init("operation", .string(operation)),
                .init("requirements", .array(requirements.map { .string($0) })), .init("given", given.json),
                .init("steps", .array(steps.map(\.json))), .init("state", .array(state.map(\.json))),
                .init("unchanged", .bool(isUnchanged)),
            ]
                + (audit.map { [.init("audit", .array($0.map(\.json)))] } ?? [])
                + (revokedAccounts.isEmpty
                    ? [] : [.init("revokedAccounts", .array(revokedAccounts.map { .string($0) }))]))
    }
}

extension SQLValue {
    var json: JSON {
        switch self {
        case .null: .null
        case .integer(let value): .number(String(value))
        case .text(let text): .string(text)
        }
    }
}

extension Given {
    var json: JSON {
        [
            "rows": .array(
                rows.map { row in
                    .object(
                        [.init("resource", .string(row.resource)), .init("columns", row.columns.json)]
                            + row.lists.map { .init($0.table, .array($0.values.map(\.json))) })
                }),
            "accounts": .array(
                accounts.map {
                    [
                        "id": .string($0.id), "login": .string($0.login),
                        "password": $0.password.map { .string($0) } ?? .null,
                        "failures": .int($0.failures),
                    ]
                }),
            "refreshTokens": .array(
                refreshTokens.map {
                    [
                        "token": .string($0.token), "account": .string($0.account), "used": .bool($0.isUsed),
                        "expiresIn": .int($0.expiresIn),
                    ]
                }),
            "resetTokens": .array(
                resetTokens.map {
                    [
                        "token": .string($0.token), "account": .string($0.account), "used": .bool($0.isUsed),
                        "expiresIn": .int($0.expiresIn),
                    ]
                }),
        ]
    }
}

extension [Given.Cell] {
    fileprivate var json: JSON { .object(map { .init($0.column, $0.value.json) }) }
}

extension [Request.Pair] {
    fileprivate var json: JSON { .object(map { .init($0.name, .string($0.value)) }) }
}

extension Step {
    var json: JSON { ["request": request.json, "expect": expect.json] }
}

extension Request {
    var json: JSON {
        var members: [JSON.Member] = [
            .init("identity", identity.json), .init("method", .string(method)), .init("path", .string(path)),
            .init("query", query.json), .init("headers", headers.json),
        ]
        switch body {
        case .none: break
        case .json(let json): members.append(.init("body", json))
        case .text(let text): members.append(.init("text", .string(text)))
        }
        if let follows { members.append(.init("follows", .string(follows))) }
        return .object(members)
    }
}

extension Request.Identity {
    var json: JSON {
        switch self {
        case .anonymous: "anonymous"
        case .account(let id): ["account": .string(id)]
        case .invalidToken: "invalid token"
        case .revokedSession(let id): ["revokedSession": .string(id)]
        }
    }
}

extension Answer {
    var json: JSON {
        [
            "status": .int(status), "headers": .object(headers.map { .init($0.name, $0.test.json) }),
            "body": body?.json ?? .null,
        ]
    }
}

extension HeaderExpectation.Test {
    var json: JSON {
        switch self {
        case .present: "present"
        case .absent: "absent"
        case .equals(let value): ["equals": .string(value)]
        case .hasPrefix(let value): ["hasPrefix": .string(value)]
        }
    }
}

extension Matcher {
    var json: JSON {
        switch self {
        case .equals(let json): ["equals": json]
        case .present: "present"
        case .any: "any"
        case .absent: "absent"
        case .empty: "empty"
        case .object(let members, let exact):
            [exact ? "object" : "objectWith": .object(members.map { .init($0.name, $0.value.json) })]
        case .array(let elements): ["array": .array(elements.map(\.json))]
        case .containing(let elements): ["containing": .array(elements.map(\.json))]
        }
    }
}

extension RowExpectation {
    var json: JSON {
        [
            "resource": .string(resource), "where": .object([.init(column, value.json)]),
            "columns": cells.map(\.json) ?? .null,
        ]
    }
}

extension AuditExpectation {
    var json: JSON {
        ["operation": .string(operation), "actor": actor.map { .string($0) } ?? .null, "subject": .string(subject)]
    }
}
