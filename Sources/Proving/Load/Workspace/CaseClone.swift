import Blueprint

/// A case of the test plan, had by somebody else: the same rows with ids and unique values of their own, so that many of
/// them live in one database.
struct CaseClone: Sendable, Equatable {
    var given: Given
    var request: Request
    var expected: Int
}
