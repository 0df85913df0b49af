import HTTPTypes

/// Finds the operation of a request. A literal segment wins over a parameter; a path that exists for other methods is told
/// from one that doesn't.
struct Router: Sendable {
    /// What answers one path.
    struct Resource: Sendable {
        var template: String
        var endpoints: [Endpoint] = []
        /// The value of `Allow`.
        var allowed = ""

        func endpoint(for method: HTTPRequest.Method) -> Endpoint? {
            endpoints.first { $0.method == method } ?? (method == .head ? endpoint(for: .get) : nil)
        }
    }

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        var parameter: Int?
        var resource: Int?
    }

    private var nodes = [Node()]
    private(set) var resources: [Resource] = []

    init(_ endpoints: [Endpoint]) {
        for endpoint in endpoints { add(endpoint) }
        for index in resources.indices {
            var methods = resources[index].endpoints.map(\.method.rawValue)
            if methods.contains("GET") { methods.append("HEAD") }
            resources[index].allowed = (Set(methods).sorted() + ["OPTIONS"]).joined(separator: ", ")
        }
    }

    private mutating func add(_ endpoint: Endpoint) {
        var node = 0
        for segment in endpoint.path.split(separator: "/") {
            let isParameter = segment.hasPrefix("{")
            if let next = isParameter ? nodes[node].parameter : nodes[node].literals[segment] {
                node = next
                continue
            }
            nodes.append(Node())
            let next = nodes.count - 1
            if isParameter { nodes[node].parameter = next } else { nodes[node].literals[segment] = next }
            node = next
        }
        let index = nodes[node].resource ?? resources.count
        if index == resources.count { resources.append(Resource(template: endpoint.path)) }
        nodes[node].resource = index
        resources[index].endpoints.append(endpoint)
    }

    /// The resource at a path and the values of its parameters, percent-decoded; nil: there is none.
    func match(_ path: Substring) -> (resource: Resource, parameters: [String])? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        var parameters: [String] = []
        guard let index = find(segments[...], from: 0, &parameters) else { return nil }
        return (resources[index], parameters)
    }

    private func find(_ segments: ArraySlice<Substring>, from node: Int, _ parameters: inout [String]) -> Int? {
        guard let segment = segments.first else { return nodes[node].resource }
        if let next = nodes[node].literals[segment], let found = find(segments.dropFirst(), from: next, &parameters) {
            return found
        }
        guard let next = nodes[node].parameter, !segment.isEmpty, let value = PercentEncoding.decode(segment) else {
            return nil
        }
        parameters.append(value)
        if let found = find(segments.dropFirst(), from: next, &parameters) { return found }
        parameters.removeLast()
        return nil
    }
}
