extension Brief {
    /// `users: 1 resource, 15 endpoints, 3 roles`
    public var summary: String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        let account = (auth?.endpoints.count ?? 0) + (auth?.me == nil ? 0 : 2)
        let endpoints = account + resources.map { $0.operations.count + $0.actions.count }.reduce(0, +)
        let parts = [count(resources.count, "resource"), count(endpoints, "endpoint"), count(roles.count, "role")]
        return "\(api): " + parts.joined(separator: ", ")
    }
}
