extension Resource {
    /// Whether callers who are not signed in may be let in by the rule of an operation.
    func letsInAnonymous(_ operation: String) -> Bool {
        permissions.first { $0.operation == operation }?.rule.mayHoldForAnonymous == true
    }
}
