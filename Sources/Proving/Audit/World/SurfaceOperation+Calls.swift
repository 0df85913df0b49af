import Blueprint
import Foundation

extension SurfaceOperation {
    /// The names in braces, in order; `/files/{name}.{type}` has two in one segment.
    var placeholders: [String] { path.matches(of: #/\{([^}\/]+)\}/#).map { String($0.1) } }

    var needsBody: Bool { body != nil && method != "GET" && method != "HEAD" }
    var isRead: Bool { method == "GET" }

    /// The path up to a placeholder's segment: the collection that its value comes from.
    func collection(of placeholder: String) -> String {
        guard let range = path.range(of: "{\(placeholder)}") else { return path }
        let before = path[..<range.lowerBound]
        return String(before[..<(before.lastIndex(of: "/") ?? before.startIndex)])
    }

    /// The path with values in place, percent-encoded, and a query.
    func target(_ values: [String: String], query: [(String, String)] = []) -> String {
        var target = path
        for name in placeholders {
            target = target.replacing("{\(name)}", with: (values[name] ?? "").percentEncoded)
        }
        if query.isEmpty { return target }
        return target + "?" + query.map { "\($0.0.percentEncoded)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }

    /// Values for the query and headers that must be there.
    func requiredQuery(_ number: Int) -> [(String, String)] {
        parameters.filter { $0.place == .query && $0.isRequired }.map {
            ($0.name, ($0.example ?? SchemaSample.value(of: $0.schema, number)).plain ?? "true")
        }
    }

    /// The path that its objects stand under: `/pictures` of `/pictures/upload`.
    var collection: String {
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        return ["create", "new", "add", "upload"].contains(last.lowercased())
            ? String(path.dropLast(last.count + 1)) : path
    }

    /// Parameters of the query that name an object.
    var queryNames: [String] {
        parameters.filter { $0.place == .query && $0.name.isReference }.map(\.name)
    }

    /// The query that a call must have: what is given for its parameters, and samples for others that are required.
    private func query(_ values: [String: String]) -> [(String, String)] {
        let given = parameters.filter { $0.place == .query && values[$0.name] != nil }.map(\.name)
        return requiredQuery(1).filter { !given.contains($0.0) } + given.map { ($0, values[$0] ?? "") }
    }

    func call(_ values: [String: String] = [:], query: [(String, String)]? = nil, body json: JSON? = nil) -> Call {
        var call = Call(method, target(values, query: query ?? self.query(values)))
        for header in parameters where header.place == .header && header.isRequired {
            guard !Masking.isSecret(header.name) else { continue }
            call.headers[header.name] = (header.example ?? SchemaSample.value(of: header.schema, 1)).plain
        }
        if let json {
            let sent = sent(json)
            call.headers["Content-Type"] = sent.type
            call.body = sent.data
        } else if !isRead, method != "DELETE" {
            call.body = Data()
        }
        return call
    }

    private func sent(_ json: JSON) -> (type: String, data: Data) {
        let type = body?.mediaType ?? ""
        if type.contains("x-www-form-urlencoded") { return ("application/x-www-form-urlencoded", Data(json.form.utf8)) }
        if type.contains("form-data") {
            let form = MultipartForm(json, schema: body?.schema ?? .object([]))
            return (form.mediaType, form.data)
        }
        return (type.contains("json") ? type : "application/json", Data(json.compactText.utf8))
    }
}

extension String {
    /// `id`, `picture_id`, `orderId`
    var isReference: Bool {
        normalName == "id" || ["_id", "-id"].contains { lowercased().hasSuffix($0) } || hasSuffix("Id")
            || hasSuffix("ID")
    }

    /// RFC 3986: all but the unreserved characters.
    var percentEncoded: String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
