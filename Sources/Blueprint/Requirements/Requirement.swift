import Brief

/// One rule of the brief: `User.update.allow`, `User.email.unique`. Tests carry its id, mutation removes it.
public struct Requirement: Sendable, Equatable {
    /// What can be taken out of a brief to see whether the tests notice.
    public enum Rule: Sendable, Hashable {
        case allow, fieldGuard, when, unique, range, pattern, accountCondition, passwordRange
    }

    public var id: String
    /// In plain words: `Who may call User.update: me = self or admin`.
    public var text: String
    /// Set for the rules that mutation removes.
    public var removable: Rule?
    /// The operations it bears on.
    public var operations: [String]
}
