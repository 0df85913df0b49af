import Brief

extension Blueprint {
    /// Rows for callers who are no case's: an account that may sign in for each of these roles, the lowest being 0, and a row of
    /// every other resource, which everybody may read where its rules let them.
    /// - Returns: nil where the brief has no accounts.
    public func callers(roles: [Int]) -> Given? {
        let model = Model(brief)
        var world = World(model, Samples(model))
        for role in roles where world.account(role: role) == nil { return nil }
        for resource in brief.resources where !world.rows.contains(where: { $0.resource == resource.name }) {
            world.addReadable(resource)
        }
        return world.given
    }
}
