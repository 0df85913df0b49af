import Blueprint
import Foundation
import Yams

extension Surface {
    /// A document that is no OpenAPI description of an API.
    public struct Unreadable: Error, CustomStringConvertible {
        public var description: String
    }

    /// Reads an OpenAPI 3.0 or 3.1 document in YAML or JSON.
    /// - Throws: `Unreadable` with what is wrong.
    public init(openAPI text: String) throws(Unreadable) {
        let root: JSON
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Unreadable(description: "the document is empty")
            }
            root = JSON(node)
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(description: "the document is neither YAML nor JSON: \(error)")
        }
        guard case .string(let version)? = root["openapi"], version.hasPrefix("3.") else {
            throw Unreadable(description: "the document has no `openapi: 3.x`; only OpenAPI 3 is read")
        }
        guard case .object(let paths)? = root["paths"], !paths.isEmpty else {
            throw Unreadable(description: "the document has no `paths`")
        }
        let reader = OpenAPIReader(root: root)
        self.init(
            title: root["info"]?["title"]?.text ?? "API",
            operations: paths.flatMap { reader.operations(of: $0.name, reader.resolved($0.value)) })
        base = reader.base
        tokenHeader = reader.tokenHeader
    }
}

/// Reads operations out of a document's tree.
private struct OpenAPIReader {
    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
    /// Schemas may contain themselves.
    static let depth = 12

    let root: JSON
    let base: String
    let isSecured: Bool

    init(root: JSON) {
        self.root = root
        let path = root["servers"]?.elements.first?["url"]?.text.flatMap { URLComponents(string: $0)?.path } ?? ""
        base = path.hasSuffix("/") ? String(path.dropLast()) : path
        isSecured = Self.requires(root["security"]) ?? false
    }

    /// The header of an API key, where there is no other scheme that takes a token.
    var tokenHeader: String? {
        let schemes = (root["components"]?["securitySchemes"]?.members ?? []).map { resolved($0.value) }
        if schemes.contains(where: { $0["type"] == "http" || $0["type"] == "oauth2" }) { return nil }
        return schemes.first { $0["type"] == "apiKey" && $0["in"] == "header" }?["name"]?.text
    }

    func operations(of path: String, _ item: JSON) -> [SurfaceOperation] {
        item.members.compactMap { member in
            guard Self.methods.contains(member.name) else { return nil }
            let operation = member.value
            return SurfaceOperation(
                id: operation["operationId"]?.text ?? "\(member.name.uppercased()) \(path)",
                method: member.name.uppercased(), path: base + path,
                parameters: parameters(item["parameters"], operation["parameters"]),
                body: operation["requestBody"].flatMap { body(resolved($0)) },
                answers: (operation["responses"]?.members ?? []).map(answer),
                isSecured: Self.requires(operation["security"]) ?? isSecured,
                isOpen: Self.requires(operation["security"]) == false, words: words(of: operation))
        }
    }

    private func words(of operation: JSON) -> String {
        let scopes = (operation["security"]?.elements ?? []).flatMap(\.members).flatMap(\.value.elements)
        return
            ([operation["summary"], operation["description"]].compactMap { $0 }
            + (operation["tags"]?.elements ?? []) + scopes).compactMap(\.text).joined(separator: " ")
    }

    /// Those of the operation come before those of its path.
    private func parameters(_ shared: JSON?, _ own: JSON?) -> [SurfaceOperation.Parameter] {
        var seen: Set<String> = []
        return ((own?.elements ?? []) + (shared?.elements ?? [])).map(resolved).compactMap { parameter in
            guard let name = parameter["name"]?.text,
                let place = parameter["in"]?.text.flatMap(SurfaceOperation.Place.init),
                seen.insert("\(place) \(name)").inserted
            else { return nil }
            let schema = parameter["schema"] ?? parameter["content"]?.members.first?.value["schema"] ?? .object([])
            return SurfaceOperation.Parameter(
                name: name, place: place, isRequired: parameter["required"] == .bool(true) || place == .path,
                schema: resolved(schema), example: parameter["example"] ?? example(parameter["examples"]).first)
        }
    }

    /// The JSON one where there are several.
    private func body(_ body: JSON) -> SurfaceOperation.Body? {
        let contents = body["content"]?.members ?? []
        guard let content = contents.first(where: { $0.name.contains("json") }) ?? contents.first else { return nil }
        return SurfaceOperation.Body(
            mediaType: content.name, schema: resolved(content.value["schema"] ?? .object([])),
            examples: (content.value["example"].map { [$0] } ?? []) + example(content.value["examples"]),
            isRequired: body["required"] == .bool(true))
    }

    private func example(_ examples: JSON?) -> [JSON] {
        (examples?.members ?? []).compactMap { resolved($0.value)["value"] }
    }

    private func answer(_ member: JSON.Member) -> SurfaceOperation.Answer {
        let answer = resolved(member.value)
        return SurfaceOperation.Answer(
            status: member.name,
            bodies: (answer["content"]?.members ?? []).map {
                JSON.Member($0.name, resolved($0.value["schema"] ?? .object([])))
            },
            headers: (answer["headers"]?.members ?? []).map(\.name))
    }

    /// `security: []` and an alternative `{}` let anyone in.
    private static func requires(_ security: JSON?) -> Bool? {
        guard case .array(let alternatives)? = security else { return nil }
        return !alternatives.isEmpty && !alternatives.contains(.object([]))
    }

    /// With every `$ref` into the document replaced, as deep as makes sense.
    func resolved(_ value: JSON) -> JSON { resolved(value, Self.depth) }

    private func resolved(_ value: JSON, _ depth: Int) -> JSON {
        guard depth > 0 else { return value }
        switch value {
        case .object(let members):
            if let reference = value["$ref"]?.text, let target = find(reference) {
                return resolved(target, depth - 1)
            }
            return .object(members.map { JSON.Member($0.name, resolved($0.value, depth - 1)) })
        case .array(let elements): return .array(elements.map { resolved($0, depth - 1) })
        default: return value
        }
    }

    /// A JSON pointer into this document (RFC 6901).
    private func find(_ reference: String) -> JSON? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(root as JSON?) { value, part in
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            return value?[String(name).removingPercentEncoding ?? String(name)]
        }
    }
}
