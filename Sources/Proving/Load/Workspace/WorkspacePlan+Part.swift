import Blueprint
import Brief

extension WorkspacePlan {
    /// A case of an endpoint, and by how many it is had.
    struct Part: Sendable {
        let endpoint: Endpoint
        var original: Case
        /// What a clone takes of values that are had once.
        let needs: [OwnValues.Kind: CaseCloner.Taken]
        /// It can be asked again and again by the same caller.
        let isRepeatable: Bool
        /// Of the mix's total of 1.
        var share = 0.0
        /// How often it is had.
        var clones = 0
        /// Those that count its requests.
        private let limits: [Limit]

        init(_ endpoint: Endpoint, _ original: Case, needs: [OwnValues.Kind: CaseCloner.Taken], _ brief: Brief) {
            self.endpoint = endpoint
            self.original = original
            self.needs = needs
            let isSignedIn = if case .account? = original.steps.first?.request.identity { true } else { false }
            limits = brief.limits.filter { $0.counts(endpoint, isSignedIn: isSignedIn) }
            isRepeatable =
                switch endpoint.kind {
                case .resource(.list), .resource(.get), .me(.get), .account(.login), .account(.forgot): true
                case .resource(.update), .me(.update): original.isRepeatable
                case .resource(.create): Self.canBeMadeAgain(endpoint.resource, brief)
                default: false
                }
        }

        /// No field keeps a second row from being the same, and no list shows them all.
        private static func canBeMadeAgain(_ name: String, _ brief: Brief) -> Bool {
            guard let resource = brief.resources.first(where: { $0.name == name }) else { return false }
            return !resource.fields.contains(where: \.isUnique) && !resource.isListedWhole
        }

        /// How many requests of one caller a run can have, so that no limit is met. Seven tenths of what is allowed, since a
        /// window's beginning is not ours to choose; what can be asked once is there a third more often than it is meant to be
        /// asked, since several loops do not share evenly.
        func requestsOfOne(in seconds: Double) -> Double {
            if !isRepeatable { return 1 / 1.3 }
            return limits.map { limit in
                Double(limit.requests) * 0.7 * max(1, seconds / Double(limit.window.count))
            }.min() ?? .infinity
        }

        var weight: Double {
            switch endpoint.kind {
            case .resource(.list): 20
            case .resource(.get): 40
            case .resource(.create), .resource(.update), .me(.update): 5
            case .resource(.delete), .action: 1
            case .me: 15
            case .account(.login), .account(.refresh), .account(.logout): 0.5
            case .account: 0.1
            }
        }

        var hashesPassword: Bool {
            switch endpoint.kind {
            case .account(.login), .account(.register), .account(.password), .account(.reset): true
            default: false
            }
        }
    }
}

extension Limit {
    /// Whether it counts requests of this endpoint.
    func counts(_ endpoint: Endpoint, isSignedIn: Bool) -> Bool {
        switch scope {
        case .operation(let name): name == endpoint.id
        case .signedIn: isSignedIn
        case .anonymous: !isSignedIn
        }
    }
}
