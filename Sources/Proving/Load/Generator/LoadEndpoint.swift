/// One endpoint of a mix: how often it is called, and with what.
public struct LoadEndpoint: Sendable {
    /// Where its requests come from.
    public enum Source: Sendable {
        /// These, one after the other, again and again.
        case cycle([LoadRequest])
        /// Each of these once: what can be asked only once, such as deleting a row. When none is left, the mix's first
        /// endpoint is called instead, and the report says so.
        case once([LoadRequest])
    }

    /// The operation id: `User.list`.
    public var name: String
    /// Its share of the mix, in proportion to the other weights.
    public var weight: Double
    public var source: Source

    public init(_ name: String, weight: Double = 1, _ source: Source) {
        self.name = name
        self.weight = weight
        self.source = source
    }

    var requests: [LoadRequest] {
        switch source {
        case .cycle(let requests), .once(let requests): requests
        }
    }

    /// The request of this number among the endpoint's own; nil: none is left.
    func request(_ number: Int) -> LoadRequest? {
        switch source {
        case .cycle(let requests): requests.isEmpty ? nil : requests[number % requests.count]
        case .once(let requests): number < requests.count ? requests[number] : nil
        }
    }
}
