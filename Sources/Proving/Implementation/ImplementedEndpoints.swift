import Foundation

/// Share of the operations of a service's OpenAPI document that the running service implements: it has a route for them
/// that does not answer 501.
public struct ImplementedEndpoints: Sendable {
    static let unit = "%"

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    public func read(_ products: Products, workspace: String) async throws -> Reading {
        let operations: [OpenAPIOperation]
        do {
            operations = try OpenAPIOperation.all(
                in: String(contentsOfFile: workspace + "/openapi.yaml", encoding: .utf8))
        } catch {
            return .notMeasured("openapi.yaml cannot be read: \(error)", unit: Self.unit)
        }
        if operations.isEmpty { return .notMeasured("openapi.yaml has no operations", unit: Self.unit) }
        return try await withState { state in
            do {
                return try await ServerProcess.running(
                    products.server, directory: workspace, state: state, supervisor: toolbox.supervisor
                ) { try await Self.reading(operations, asking: $0.client) }
            } catch let failure as ServerProcess.NotReady {
                return .notMeasured(failure.description, unit: Self.unit)
            }
        }
    }

    static func reading(_ operations: [OpenAPIOperation], asking client: HTTPClient) async throws -> Reading {
        var findings: [String] = []
        for operation in operations {
            if let fault = try await fault(of: operation, asking: client) {
                findings.append("\(operation.id ?? "\(operation.method) \(operation.path)") \(fault)")
            }
        }
        return .share(without: findings, of: operations.count, unit, details: ["endpoints": Double(operations.count)])
    }

    /// A stub answers 501 before anything else, so it does not matter that the request is neither authenticated nor
    /// valid. Whether there is a route is told by the answer to a method that no route has: 405, and its `Allow`.
    private static func fault(of operation: OpenAPIOperation, asking client: HTTPClient) async throws -> String? {
        let path = operation.path.replacing(/\{[^}]*\}/, with: "00000000-0000-7000-8000-000000000000")
        let hasBody = ["POST", "PUT", "PATCH"].contains(operation.method)
        let answer = try await client.send(
            operation.method, path, headers: hasBody ? ["Content-Type": "application/json"] : [:],
            body: hasBody ? Data("{}".utf8) : nil)
        if answer.status == 501 { return "answers 501" }
        let probe = try await client.send("PROPFIND", path)
        let allowed = (probe.headers["allow"] ?? "").split(whereSeparator: { ", ".contains($0) })
        return probe.status == 405 && allowed.contains(Substring(operation.method))
            ? nil : "has no route: PROPFIND answered \(probe.status), allowed \(allowed.joined(separator: " "))"
    }
}
