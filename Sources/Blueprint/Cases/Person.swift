import Brief

/// Who calls, in the words of a test's name.
struct Person: Sendable {
    /// `an anonymous caller`, `another admin`, `the owner (user)`.
    var title: String
    /// `anonymous`, `other-admin`, `owner-user`.
    var slug: String
    /// The account's row; nil: anonymous.
    var account: Sample?
    /// Index among the roles; -1: anonymous.
    var role: Int
    var owns: Bool
}

extension Person {
    static let anonymous = Person(title: "an anonymous caller", slug: "anonymous", account: nil, role: -1, owns: false)
    var isAnonymous: Bool { account == nil }

    var identity: Request.Identity {
        guard let account else { return .anonymous }
        return .account(Wire.text(account.id))
    }
}
