import Blueprint
import Brief

/// Which cases of a design are played under load, how often, and by how many callers, so that the brief's own limits are not
/// met.
struct WorkspacePlan: Sendable {
    struct Part: Sendable {
        var endpoint: Endpoint
        var original: Case
        /// Of the mix's total of 1.
        var share: Double
        /// It can be asked again and again by the same caller.
        var isRepeatable: Bool
        /// How often it is had.
        var clones: Int
    }

    /// Those that can be repeated first.
    var parts: [Part]
    var leftOut: [String]

    /// Requests that cost a password's hash (17 to 24 ms of a core) are at most this share.
    static let hashing = 0.01
    private static let mostClones = 10_000

    /// - Parameters:
    ///   - rate: the highest that may be asked, in requests a second.
    ///   - seconds: of the whole run.
    init(_ blueprint: Blueprint, rate: Double, seconds: Double) {
        var chosen: [(endpoint: Endpoint, original: Case)] = []
        leftOut = []
        for endpoint in blueprint.endpoints {
            let success = blueprint.cases(of: endpoint.id).first { one in
                (200...299).contains(one.steps.first?.expect.status ?? 0)
                    && CaseClone(of: one, number: 1, blueprint, endpoint) != nil
            }
            if let success {
                chosen.append((endpoint, success))
            } else {
                leftOut.append("\(endpoint.id): no case of one request succeeds that others could have too")
            }
        }
        let shares = Self.shares(chosen.map(\.endpoint))
        parts = zip(chosen, shares).map { one, share in
            let isRepeatable = Self.isRepeatable(one.endpoint, one.original)
            return Part(
                endpoint: one.endpoint, original: one.original, share: share, isRepeatable: isRepeatable,
                clones: Self.clones(
                    of: one.endpoint, isSignedIn: one.original.isSignedIn, blueprint.brief.limits, share: share,
                    rate: rate, seconds: seconds, isRepeatable))
        }
        parts = parts.filter(\.isRepeatable) + parts.filter { !$0.isRepeatable }
    }

    // MARK: Weights

    /// A service is read far more than it is written.
    private static func shares(_ endpoints: [Endpoint]) -> [Double] {
        let weights = endpoints.map(weight)
        let hashes = endpoints.map(hashesPassword)
        let costly = zip(weights, hashes).filter(\.1).reduce(0) { $0 + $1.0 }
        let plain = weights.reduce(0, +) - costly
        let bound = plain > 0 ? min(hashing, costly / (costly + plain)) : 1
        return zip(weights, hashes).map { weight, isCostly in
            isCostly ? bound * weight / costly : (1 - (costly > 0 ? bound : 0)) * weight / plain
        }
    }

    private static func weight(_ endpoint: Endpoint) -> Double {
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

    private static func hashesPassword(_ endpoint: Endpoint) -> Bool {
        switch endpoint.kind {
        case .account(.login), .account(.register), .account(.password), .account(.reset): true
        default: false
        }
    }

    /// The same request succeeds each time.
    private static func isRepeatable(_ endpoint: Endpoint, _ one: Case) -> Bool {
        let isPinned = one.steps.contains { $0.request.headers.contains { $0.name.lowercased() == "if-match" } }
        switch endpoint.kind {
        case .resource(.list), .resource(.get), .me(.get), .account(.login), .account(.forgot): return true
        case .resource(.update), .me(.update): return !isPinned
        default: return false
        }
    }

    // MARK: Callers

    private static func clones(
        of endpoint: Endpoint, isSignedIn: Bool, _ limits: [Limit], share: Double, rate: Double, seconds: Double,
        _ isRepeatable: Bool
    ) -> Int {
        let requests = share * rate * seconds
        if !isRepeatable { return min(mostClones, Int(requests * 1.3) + 20) }
        let own = limits.filter { limit in
            switch limit.scope {
            case .operation(let name): name == endpoint.id
            case .signedIn: isSignedIn
            case .anonymous: !isSignedIn
            }
        }
        // Seven tenths of what is allowed, since a window's beginning is not ours to choose.
        let needed = own.map { limit in
            min(requests, share * rate * Double(limit.window.count)) / (Double(limit.requests) * 0.7)
        }
        return min(mostClones, max(20, Int(needed.max() ?? 0) + 1))
    }
}

extension Case {
    /// Whether its request carries a token; one that is optional may be left out.
    fileprivate var isSignedIn: Bool {
        if case .account? = steps.first?.request.identity { true } else { false }
    }
}
