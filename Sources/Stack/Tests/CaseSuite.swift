import Blueprint
import Source

/// `Tests/APITests/UserSuspendTests.swift`: the cases of one endpoint, readable as given, request, expectation.
func caseSuite(of endpoint: Endpoint, _ cases: [Case], _ schema: Schema) -> RenderedFile {
    let name = testSuiteName(of: endpoint)
    let shared = SharedRows(cases, schema)
    var names = UniqueNames()
    let tests = cases.map { testFunction($0, named: names.claim($0.id), shared) }
    return RenderedFile(
        "Tests/APITests/\(name).swift",
        """
        import PlatformTesting
        import Testing

        /// \(endpoint.method) \(endpoint.path)
        @Suite(\(SwiftText.literal(endpoint.id))) struct \(name) {
        \((shared.declarations + tests).joined(separator: "\n\n").indented())
        }

        """)
}

/// `UserSuspendTests`
func testSuiteName(of endpoint: Endpoint) -> String {
    endpoint.id.split(separator: ".").map { SwiftText.upperFirst(String($0)) }.joined() + "Tests"
}

private func testFunction(_ testCase: Case, named name: String, _ shared: SharedRows) -> String {
    let title = "\(testCase.title) [\(testCase.requirements.joined(separator: ", "))]"
    let body = given(testCase.given, shared) + steps(of: testCase) + afterwards(testCase)
    return """
        \(testAttribute(title))
        func \(name)() async throws {
        \(body.joined(separator: "\n").indented())
        }
        """
}

private func testAttribute(_ title: String) -> String {
    let line = "@Test(\(SwiftText.literal(title)))"
    return line.columns + 4 <= Layout.width ? line : "@Test(\n    \(SwiftText.literal(title))\n)"
}

/// The service with what is in its database.
private func given(_ given: Given, _ shared: SharedRows) -> [String] {
    var arguments: [String] = []
    if !given.rows.isEmpty { arguments.append("rows: " + list(given.rows.map(shared.reference))) }
    if !given.accounts.isEmpty { arguments.append("accounts: " + list(given.accounts.map(shared.reference))) }
    if !given.refreshTokens.isEmpty {
        arguments.append(
            "refreshTokens: " + list(given.refreshTokens.map { token($0.token, $0.account, $0.isUsed, $0.expiresIn) }))
    }
    if !given.resetTokens.isEmpty {
        arguments.append(
            "resetTokens: " + list(given.resetTokens.map { token($0.token, $0.account, $0.isUsed, $0.expiresIn) }))
    }
    // The formatter breaks such a line one column earlier than others.
    return [Layout.call("let service = try await TestService", arguments, indent: 8, prefix: 1)]
}

private func list(_ elements: [String]) -> String { Layout.array(elements, indent: 12, prefix: 16) }

private func token(_ token: String, _ account: String, _ isUsed: Bool, _ expiresIn: Int) -> String {
    var arguments = [SwiftText.literal(token), "account: \(SwiftText.literal(account))"]
    if isUsed { arguments.append("isUsed: true") }
    arguments.append("expiresIn: \(SwiftText.integer(expiresIn))")
    return Layout.call(".init", arguments, indent: 16)
}

// MARK: Requests and answers

private func steps(of testCase: Case) -> [String] {
    var lines = testCase.isUnchanged ? ["let before = try service.contents()"] : []
    for (index, step) in testCase.steps.enumerated() {
        let name = index == 0 ? "reply" : "reply\(index + 1)"
        let previous = index == 0 ? nil : index == 1 ? "reply" : "reply\(index)"
        lines.append(send(step.request, as: name, after: previous))
        lines += expectations(step.expect, of: name)
    }
    return lines
}

private func send(_ request: Request, as name: String, after previous: String?) -> String {
    var arguments = ["\"\(request.method)\""]
    if let member = request.follows, let previous {
        arguments.append("\(previous).link(\(SwiftText.literal(member)))")
    } else {
        arguments.append(SwiftText.literal(request.path))
    }
    // A link carries its own query.
    if request.follows == nil, !request.query.isEmpty { arguments.append("query: " + pairs(request.query)) }
    switch request.identity {
    case .anonymous: break
    case .account(let id): arguments.append("as: .account(\(SwiftText.literal(id)))")
    case .invalidToken: arguments.append("as: .invalidToken")
    case .revokedSession(let id): arguments.append("as: .revokedSession(\(SwiftText.literal(id)))")
    }
    if !request.headers.isEmpty { arguments.append("headers: " + pairs(request.headers)) }
    switch request.body {
    case .none: break
    case .json(let json): arguments.append("json: " + SwiftText.block(json.compactText))
    case .text(let text): arguments.append("json: " + SwiftText.block(text))
    }
    let head = "let \(name) = try await service.send"
    // Behind a path that fills its line the formatter gives the parenthesis one of its own.
    if let last = arguments.last, !last.contains("\n"), 12 + last.columns + 1 > 120 {
        return "\(head)(\n\(arguments.joined(separator: ",\n").indented())\n)"
    }
    return Layout.call(head, arguments, indent: 8)
}

private func pairs(_ pairs: [Request.Pair]) -> String {
    list(pairs.map { "\(SwiftText.literal($0.name)): \(SwiftText.literal($0.value))" })
}

private func expectations(_ answer: Answer, of reply: String) -> [String] {
    var lines = ["#expect(\(reply).status == \(answer.status))"]
    for header in answer.headers {
        let value = "\(reply).header(\(SwiftText.literal(header.name)))"
        switch header.test {
        case .present: lines.append("#expect(\(value) != nil)")
        case .absent: lines.append("#expect(\(value) == nil)")
        case .equals(let text): lines.append(expectEqual(value, SwiftText.literal(text)))
        case .hasPrefix(let text): lines.append("#expect(\(value)?.hasPrefix(\(SwiftText.literal(text))) == true)")
        }
    }
    if let body = answer.body {
        lines.append(expectDifferences("\(reply).differences", ["from: " + expected(body, 16)]))
    }
    return lines
}

private func expectEqual(_ left: String, _ right: String) -> String {
    let line = "#expect(\(left) == \(right))"
    return line.columns + 8 < Layout.width ? line : "#expect(\n    \(left)\n        == \(right))"
}

/// `#expect(<head>(<arguments>) == [])`: a failure prints each difference.
private func expectDifferences(_ head: String, _ arguments: [String]) -> String {
    let line = "#expect(\(head)(\(arguments.joined(separator: ", "))) == [])"
    if !line.isBroken, line.columns + 8 < Layout.width { return line }
    return "#expect(\n\(Layout.call(head, arguments, tail: " == [])", indent: 12).indented())"
}

// MARK: State

private func afterwards(_ testCase: Case) -> [String] {
    var lines: [String] = []
    for row in testCase.state {
        let place = [
            "in: \(SwiftText.literal(row.table))", "where: \(SwiftText.literal(row.column))", "is: \(row.value.swift)",
        ]
        if let cells = row.cells {
            let pairs = cells.map { Layout.pair(SwiftText.literal($0.column), $0.value.swift, indent: 20) }
            let expected = Layout.array(pairs, indent: 16, prefix: 16)
            lines.append(expectDifferences("try service.differences", place + ["from: " + expected]))
        } else {
            lines.append(Layout.call("#expect", [Layout.call("try !service.hasRow", place, indent: 16)], indent: 8))
        }
    }
    for account in testCase.revokedAccounts {
        lines.append("#expect(try service.sessions(of: \(SwiftText.literal(account))) == 0)")
    }
    if testCase.isUnchanged { lines.append("#expect(try service.contents() == before)") }
    if let audit = testCase.audit { lines.append(auditExpectation(audit)) }
    return lines
}

private func auditExpectation(_ audit: [AuditExpectation]) -> String {
    let entries = audit.map { entry in
        let arguments = [
            SwiftText.literal(entry.operation), "actor: \(entry.actor.map(SwiftText.literal) ?? "nil")",
            "subject: \(SwiftText.literal(entry.subject))",
        ]
        return Layout.call(".init", arguments, indent: 20)
    }
    let line = "#expect(try service.audit() == [\(entries.joined(separator: ", "))])"
    if !line.isBroken, line.columns + 8 < Layout.width { return line }
    return
        "#expect(\n    try service.audit() == \(Layout.array(entries, indent: 12, prefix: 100).indented(1).dropFirst(4)))"
}

extension ServiceRenderer {
    /// The name of the suite that holds an endpoint's tests, and of its file: `UserSuspendTests`.
    public static func suiteName(of endpoint: Endpoint) -> String { testSuiteName(of: endpoint) }
}

/// `Tests/APITests/TestService+API.swift`: every test starts this service.
func testServiceFile() -> RenderedFile {
    RenderedFile(
        "Tests/APITests/TestService+API.swift",
        """
        import API
        import PlatformTesting

        extension TestService {
            /// This service, with what is in its database.
            convenience init(
                rows: [TestRow] = [], accounts: [TestAccount] = [], refreshTokens: [TestToken] = [],
                resetTokens: [TestToken] = [], file: String = #filePath
            ) async throws {
                try await self.init(
                    API.definition, rows: rows, accounts: accounts, refreshTokens: refreshTokens, resetTokens: resetTokens,
                    file: file)
            }
        }

        """)
}
