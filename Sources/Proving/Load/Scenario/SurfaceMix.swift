import Blueprint
import Foundation

/// Makes a mix of requests for any API from its OpenAPI document: each operation is asked once before the clock starts, so
/// that only those are put under load that a caller with these credentials and this data can use.
public struct SurfaceMix: Sendable {
    /// What came of it.
    public struct Made: Sendable {
        public var mix: LoadMix
        /// Operations that are not called, and why.
        public var leftOut: [String]
    }

    /// Nothing can be called; says why.
    public struct Nothing: Error, CustomStringConvertible {
        public var description: String
    }

    /// Which operations, and how often.
    public struct Choice: Sendable, Equatable {
        /// Weights by operation id; empty: every operation, equally often.
        public var weights: [String: Double]
        /// Operations that change something too.
        public var writes: Bool

        public init(weights: [String: Double] = [:], writes: Bool = false) {
            self.weights = weights
            self.writes = writes
        }
    }

    let surface: Surface
    let target: LoadTarget
    let identity: Identity?
    let choice: Choice
    let client: HTTPClient

    public init(_ surface: Surface, _ target: LoadTarget, identity: Identity?, choice: Choice = Choice()) {
        self.surface = surface
        self.target = target
        self.identity = identity
        self.choice = choice
        client = HTTPClient(base: target.url)
    }

    /// - Throws: `Nothing`
    public func make() async throws -> Made {
        let unknown = choice.weights.keys.filter { surface.operation($0) == nil }.sorted()
        guard unknown.isEmpty else {
            throw Nothing(
                description: "the document has no operation \(unknown.joined(separator: ", ")); it has "
                    + surface.operations.map(\.id).joined(separator: ", "))
        }
        var endpoints: [LoadEndpoint] = []
        var leftOut: [String] = []
        for operation in surface.operations where choice.weights.isEmpty || choice.weights[operation.id] != nil {
            do {
                let requests = try await requests(of: operation)
                endpoints.append(
                    LoadEndpoint(operation.id, weight: choice.weights[operation.id] ?? 1, .cycle(requests)))
            } catch let reason as Reason { leftOut.append("\(operation.id): \(reason.text)") }
        }
        guard !endpoints.isEmpty else {
            throw Nothing(
                description: "no operation of \(surface.title) can be put under load at \(target.url):\n"
                    + leftOut.joined(separator: "\n"))
        }
        return Made(mix: LoadMix(endpoints), leftOut: leftOut)
    }

    private struct Reason: Error { var text: String }

    private func requests(of operation: SurfaceOperation) async throws -> [LoadRequest] {
        let isRead = ["GET", "HEAD", "OPTIONS"].contains(operation.method)
        guard isRead || choice.writes else { throw Reason(text: "it changes something; --writes lets it be called") }
        guard !operation.isSecured || identity != nil else {
            throw Reason(text: "it needs credentials (--credentials)")
        }
        let expected = operation.answers.compactMap { Int($0.status) }.filter { (200...299).contains($0) }
        guard !expected.isEmpty else { throw Reason(text: "the document names no answer of success by number") }
        let requests = try await paths(of: operation).map { path in
            LoadRequest(
                operation.method, path, host: target.authority, headers: headers(of: operation),
                credentials: credentials(of: operation),
                body: operation.body.map { Array(Self.body($0).compactText.utf8) }, expected: expected)
        }
        for request in requests { try await check(request) }
        return requests
    }

    /// An answer of 5xx is the server's fault and stays in; any other that was not expected is our not knowing how to ask.
    private func check(_ request: LoadRequest) async throws {
        let headers = Dictionary(
            (request.headers + request.credentials).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let answer: HTTPClient.Answer
        do {
            answer = try await client.send(
                request.method, request.path, headers: headers, body: request.body.map { Data($0) })
        } catch { throw Nothing(description: "\(target.url) does not answer: \(error.localizedDescription)") }
        guard request.expected.contains(answer.status) || answer.status >= 500 else {
            throw Reason(text: "\(request.method) \(request.path) answered \(answer.status) before the clock started")
        }
    }

    private func headers(of operation: SurfaceOperation) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = [("Accept", "*/*")]
        if let body = operation.body { headers.append(("Content-Type", body.mediaType)) }
        for parameter in operation.parameters where parameter.place == .header && parameter.isRequired {
            headers.append((parameter.name, Self.text(parameter.example ?? SchemaSample.value(of: parameter.schema))))
        }
        return headers
    }

    private func credentials(of operation: SurfaceOperation) -> [(name: String, value: String)] {
        guard operation.isSecured, let identity else { return [] }
        return identity.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    private static func body(_ body: SurfaceOperation.Body) -> JSON {
        body.examples.first ?? SchemaSample.value(of: body.schema)
    }

    // MARK: Paths

    /// The operation's path with its parameters filled in: with ids that the collection above it lists, else examples.
    private func paths(of operation: SurfaceOperation) async throws -> [String] {
        let query = operation.parameters.filter { $0.place == .query && $0.isRequired }.map { parameter in
            "\(Self.encoded(parameter.name))="
                + Self.encoded(Self.text(parameter.example ?? SchemaSample.value(of: parameter.schema)))
        }.joined(separator: "&")
        let tail = query.isEmpty ? "" : "?" + query
        guard let last = operation.pathParameters.last else { return [operation.path + tail] }
        var path = operation.path
        for parameter in operation.pathParameters.dropLast() {
            let value = try await values(of: parameter, in: operation).first ?? ""
            path = path.replacing("{\(parameter.name)}", with: Self.encoded(value))
        }
        return try await values(of: last, in: operation).map {
            path.replacing("{\(last.name)}", with: Self.encoded($0)) + tail
        }
    }

    private func values(of parameter: SurfaceOperation.Parameter, in operation: SurfaceOperation) async throws
        -> [String]
    {
        let collection =
            operation.path.split(separator: "/{\(parameter.name)}", maxSplits: 1).first.map(String.init) ?? ""
        if let list = surface.operations.first(where: { $0.method == "GET" && $0.path == collection }) {
            let headers = Dictionary(
                (headers(of: list) + credentials(of: list)).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            if let answer = try? await client.send("GET", collection, headers: headers), answer.status == 200,
                let body = JSON(parsing: answer.body)
            {
                let ids = Self.ids(in: body, named: parameter.name)
                if !ids.isEmpty { return Array(ids.prefix(20)) }
            }
        }
        if let example = parameter.example ?? parameter.schema["example"]
            ?? parameter.schema["examples"]?.elements.first
        {
            return [Self.text(example)]
        }
        throw Reason(
            text: "there is no value for {\(parameter.name)}: no list names any, and the document has no example")
    }

    /// Of an array, or of the first array among an object's members.
    static func ids(in body: JSON, named name: String) -> [String] {
        var items = body.elements
        if items.isEmpty { items = body.members.map(\.value.elements).first { !$0.isEmpty } ?? [] }
        return items.compactMap { ($0[name] ?? $0["id"]).map(text) }
    }

    private static func text(_ value: JSON) -> String { value.text ?? value.compactText }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .urlQueryValueAllowed) ?? ""
    }
}

extension CharacterSet {
    /// RFC 3986's unreserved characters.
    fileprivate static let urlQueryValueAllowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
