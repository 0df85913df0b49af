import GRDB

/// What a body says, ready to be stored.
struct Values: Sendable {
    /// By column.
    var columns: [String: DatabaseValue] = [:]
    /// Elements of list fields, by member.
    var lists: [String: [DatabaseValue]] = [:]
    /// Names of the members that were sent.
    var sent: Set<String> = []
    var violations: [Problem.Violation] = []

    mutating func refuse(_ pointer: String, _ detail: String, _ code: String) {
        violations.append(.init(pointer: pointer, detail: detail, code: code))
    }
}
