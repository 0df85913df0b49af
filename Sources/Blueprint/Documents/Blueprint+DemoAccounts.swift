import Brief

extension Blueprint {
    /// An account for each role that may sign in, as rows of the database, and before them what they refer to.
    public func demoAccounts() -> (others: [Given.Row], accounts: [Given.Row]) {
        let model = Model(brief)
        var world = World(model, Samples(model))
        let roles = brief.auth?.roleField == nil ? [0] : Array(brief.roles.indices)
        let ids = Set(roles.compactMap { world.account(role: $0)?.id })
        let accounts = world.rows.filter { $0.resource == brief.auth?.subject && ids.contains($0.id) }
        let others = world.rows.filter { row in !accounts.contains(row) }
        return (others.compactMap(model.given), accounts.compactMap(model.given))
    }

    /// Fields that decide whether an account may sign in at all.
    public var signInFields: [String] { brief.auth?.when?.ownFields ?? [] }
}
