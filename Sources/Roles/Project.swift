import Blueprint
import Brief
import Stack

/// What a run builds: a brief's text and all that it implies. Every built-in role works from it.
public struct Project: Sendable {
    public let briefText: String
    public let blueprint: Blueprint
    /// The design's documents by path.
    let documents: [String: String]

    public init(briefText: String, brief: Brief) {
        self.briefText = briefText
        blueprint = Blueprint(brief)
        documents = Dictionary(uniqueKeysWithValues: blueprint.documents().map { ($0.path, $0.text) })
    }

    /// The operations in the order in which they are built.
    var operations: [String] { blueprint.endpoints.map(\.id) }

    /// Those before an operation; the operation itself too where it is included.
    func operations(before operation: String, including: Bool) -> Set<String> {
        let index = operations.firstIndex(of: operation) ?? operations.count
        return Set(operations[..<index]).union(including ? [operation] : [])
    }

    /// The service with these operations built and the others stubs; without the tests of endpoints.
    func service(implementing operations: Set<String>) -> [RenderedFile] {
        ServiceRenderer.files(of: blueprint, implemented: operations).filter { !isSuite($0.path) }
    }

    /// The test suite of an operation.
    func suites(of operation: String) -> [RenderedFile] {
        blueprint.endpoint(operation).map { [ServiceRenderer.suite(of: $0, in: blueprint)] } ?? []
    }

    /// Whether a file holds the tests of an endpoint.
    func isSuite(_ path: String) -> Bool {
        path.hasPrefix("Tests/APITests/") && path.hasSuffix("Tests.swift")
    }
}
