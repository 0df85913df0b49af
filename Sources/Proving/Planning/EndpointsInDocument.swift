import Blueprint
import Foundation
import Yams

/// Share of the brief's endpoints that the OpenAPI document of the workspace has.
public enum EndpointsInDocument {
    static let unit = "%"

    /// - Parameter document: the text of `openapi.yaml`, read from the workspace.
    public static func read(_ document: String, endpoints: [Endpoint]) -> Reading {
        do {
            let operations = try OpenAPIOperation.all(in: document)
            return .share(without: missing(endpoints, from: operations), of: endpoints.count, unit)
        } catch {
            return .notMeasured("the document cannot be read: \(error)", unit: unit)
        }
    }

    static func missing(_ endpoints: [Endpoint], from operations: [OpenAPIOperation]) -> [String] {
        endpoints.compactMap { endpoint in
            guard let found = operations.first(where: { $0.method == endpoint.method && $0.path == endpoint.path })
            else {
                return "\(endpoint.id): \(endpoint.method) \(endpoint.path) is not in the document"
            }
            guard found.id == endpoint.id else {
                return "\(endpoint.id): \(endpoint.method) \(endpoint.path) has the operationId \(found.id ?? "(none)")"
            }
            return nil
        }
    }
}

/// A method of a path of an OpenAPI document.
public struct OpenAPIOperation: Sendable, Hashable {
    public var id: String?
    /// `GET`
    public var method: String
    /// With the path of the first server in front, if it has one.
    public var path: String

    public struct Unreadable: Error, CustomStringConvertible {
        public var description: String
    }

    /// - Throws: `Unreadable`, or Yams's own error for what is no YAML.
    public static func all(in document: String) throws -> [OpenAPIOperation] {
        guard let root = try Yams.load(yaml: document) as? [String: Any], let paths = root["paths"] as? [String: Any]
        else {
            throw Unreadable(description: "it has no paths")
        }
        let methods: Set = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
        let base = basePath(root)
        return paths.sorted { $0.key < $1.key }.flatMap { path, item in
            ((item as? [String: Any]) ?? [:]).sorted { $0.key < $1.key }.compactMap { method, operation in
                guard methods.contains(method), let operation = operation as? [String: Any] else { return nil }
                return OpenAPIOperation(
                    id: operation["operationId"] as? String, method: method.uppercased(), path: base + path)
            }
        }
    }

    private static func basePath(_ root: [String: Any]) -> String {
        guard let servers = root["servers"] as? [[String: Any]], let url = servers.first?["url"] as? String,
            let path = URLComponents(string: url)?.path, path != "/"
        else { return "" }
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
