/// Which endpoint the k-th request calls: by weight, in an order that looks random and is the same in every run.
public struct LoadMix: Sendable {
    public let endpoints: [LoadEndpoint]
    private let bounds: [Double]
    private let seed: UInt64

    /// - Parameter endpoints: at least one, the first one able to be called without end.
    public init(_ endpoints: [LoadEndpoint], seed: UInt64 = 1) {
        self.endpoints = endpoints
        self.seed = seed
        let total = endpoints.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        bounds = endpoints.map { endpoint in
            sum += endpoint.weight / (total > 0 ? total : 1)
            return sum
        }
    }

    /// The mix that goes on behind so many requests: what can be asked only once is not asked again, and callers take their turns,
    /// since each has limits. A fifth more is passed over than was meant to be asked, since several loops do not share evenly.
    func after(_ count: Int) -> LoadMix {
        var asked = Array(repeating: 0, count: endpoints.count)
        for request in 0..<count { asked[endpoint(of: request)] += 1 }
        return LoadMix(
            zip(endpoints, asked).map { endpoint, asked in
                let passed = asked + asked / 5
                var left = endpoint
                switch endpoint.source {
                case .once(let requests): left.source = .once(Array(requests.dropFirst(passed)))
                case .cycle(let requests):
                    let turn = passed % max(1, requests.count)
                    left.source = .cycle(Array(requests[turn...] + requests[..<turn]))
                }
                return left
            }, seed: seed)
    }

    func endpoint(of request: Int) -> Int {
        if endpoints.count == 1 { return 0 }
        let share = Double(Self.mixed(UInt64(bitPattern: Int64(request)) &+ seed) >> 11) / Double(1 << 53)
        return bounds.firstIndex { share < $0 } ?? endpoints.count - 1
    }

    /// SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private static func mixed(_ number: UInt64) -> UInt64 {
        var z = number &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
