extension Case {
    /// As `cases.json` holds it, on one line.
    /// - Parameter like: the id of a case before it that begins in the same world.
    func write(to json: inout CompactJSON, like: String?) {
        json.object { json in
            json.member("id") { $0.string(id) }
            json.member("title") { $0.string(title) }
            json.member("operation") { $0.string(operation) }
            json.member("requirements") { $0.strings(requirements) }
            json.member("given") { json in
                if let like { json.string(like) } else { given.write(to: &json) }
            }
            json.member("steps") { $0.array(steps) { $0.write(to: &$1) } }
            json.member("state") { $0.array(state) { $0.write(to: &$1) } }
            json.member("unchanged") { $0.bool(isUnchanged) }
            if let audit { json.member("audit") { $0.array(audit) { $0.write(to: &$1) } } }
            if !revokedAccounts.isEmpty { json.member("revokedAccounts") { $0.strings(revokedAccounts) } }
        }
    }
}

extension SQLValue {
    func write(to json: inout CompactJSON) {
        switch self {
        case .null: json.null()
        case .integer(let value): json.int(Int(value))
        case .text(let text): json.string(text)
        }
    }
}

extension Given {
    func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("rows") { $0.array(rows) { $0.write(to: &$1) } }
            json.member("accounts") { $0.array(accounts) { $0.write(to: &$1) } }
            json.member("refreshTokens") {
                $0.array(refreshTokens) { token($0.token, $0.account, $0.isUsed, $0.expiresIn, &$1) }
            }
            json.member("resetTokens") {
                $0.array(resetTokens) { token($0.token, $0.account, $0.isUsed, $0.expiresIn, &$1) }
            }
        }
    }

    private func token(_ token: String, _ account: String, _ isUsed: Bool, _ seconds: Int, _ json: inout CompactJSON) {
        json.object { json in
            json.member("token") { $0.string(token) }
            json.member("account") { $0.string(account) }
            json.member("used") { $0.bool(isUsed) }
            json.member("expiresIn") { $0.int(seconds) }
        }
    }
}

extension Given.Row {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("resource") { $0.string(resource) }
            json.member("columns", columns.write)
            for list in lists { json.member(list.table) { $0.array(list.values) { $0.write(to: &$1) } } }
        }
    }
}

extension Given.Account {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("id") { $0.string(id) }
            json.member("login") { $0.string(login) }
            json.member("password") { json in
                if let password { json.string(password) } else { json.null() }
            }
            json.member("failures") { $0.int(failures) }
        }
    }
}

extension [Given.Cell] {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            for cell in self { json.member(cell.column, cell.value.write) }
        }
    }
}

extension RowExpectation {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("resource") { $0.string(resource) }
            json.member("where") { $0.object { $0.member(column, value.write) } }
            json.member("columns") { json in
                if let cells { cells.write(to: &json) } else { json.null() }
            }
        }
    }
}

extension AuditExpectation {
    fileprivate func write(to json: inout CompactJSON) {
        json.object { json in
            json.member("operation") { $0.string(operation) }
            json.member("actor") { json in
                if let actor { json.string(actor) } else { json.null() }
            }
            json.member("subject") { $0.string(subject) }
        }
    }
}
