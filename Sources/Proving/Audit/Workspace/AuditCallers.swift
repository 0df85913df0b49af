import Blueprint
import Brief
import Foundation

/// Who audits a workspace's service: two accounts of the lowest role and one of the highest, with passwords that live as long
/// as the audit, and a row of each resource to refer to.
struct AuditCallers: Sendable {
    struct Caller: Sendable {
        /// `a`, `b`, `admin`
        var name: String
        var account: String
        var login: String
        var password: String
    }

    let given: Given
    let callers: [Caller]

    private static let words = [("a", "Audit-a-7gQ2"), ("b", "Audit-b-9kX4"), ("admin", "Audit-c-3mW8")]

    /// - Parameter now: when they are.
    /// - Returns: nil where the brief has no accounts.
    init?(_ blueprint: Blueprint, now: Date) throws {
        let roles = blueprint.brief.auth?.roleField == nil ? 0 : max(0, blueprint.brief.roles.count - 1)
        guard let auth = blueprint.brief.auth, var given = blueprint.callers(roles: [0, 0, roles]) else { return nil }
        for (index, word) in Self.words.enumerated() {
            given.accounts[index].password = Self.password(word.1, auth.passwordLength)
        }
        callers = zip(Self.words, given.accounts).map { word, account in
            Caller(name: word.0, account: account.id, login: account.login, password: account.password ?? "")
        }
        self.given = try ScenarioTime(now: now).moved(given)
    }

    /// The word, as long as the brief wants passwords.
    private static func password(_ word: String, _ length: ClosedRange<Int>) -> String {
        let count = min(max(word.count, length.lowerBound), length.upperBound)
        return String(String(repeating: word, count: count / word.count + 1).prefix(count))
    }

    /// By resource, the id of a row that is there.
    var rows: [String: String] {
        given.rows.reduce(into: [:]) { rows, row in
            guard rows[row.resource] == nil else { return }
            rows[row.resource] =
                switch row.columns[0].value {
                case .integer(let number): String(number)
                case .text(let text): text
                case .null: nil
                }
        }
    }

    /// As a credentials file has them: who cannot sign in brings a token.
    func credentials(login: (path: String, member: String)?, token: (Caller) -> String) -> JSON {
        let identities = callers.map { caller in
            let proof: JSON =
                login.map { ["\($0.member)": .string(caller.login), "password": .string(caller.password)] }
                ?? ["token": .string(token(caller))]
            return JSON.Member(caller.name, proof)
        }
        var members = [JSON.Member("identities", .object(identities))]
        if let login { members.insert(.init("login", ["path": .string(login.path), "token": "accessToken"]), at: 0) }
        return .object(members)
    }
}
