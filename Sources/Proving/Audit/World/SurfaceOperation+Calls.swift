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

    func call(_ values: [String: String] = [:], query: [(String, String)]? = nil, body json: JSON? = nil) -> Call {
        var call = Call(method, target(values, query: query ?? requiredQuery(1)))
        for header in parameters where header.place == .header && header.isRequired {
            guard !Masking.isSecret(header.name) else { continue }
            call.headers[header.name] = (header.example ?? SchemaSample.value(of: header.schema, 1)).plain
        }
        if let json {
            let isForm = body?.mediaType.contains("x-www-form-urlencoded") == true
            call.headers["Content-Type"] = isForm ? "application/x-www-form-urlencoded" : mediaType
            call.body = Data((isForm ? json.form : json.compactText).utf8)
        } else if !isRead, method != "DELETE" {
            call.body = Data()
        }
        return call
    }

    private var mediaType: String {
        body?.mediaType.contains("json") == true ? body?.mediaType ?? "" : "application/json"
    }
}

extension JSON {
    /// `application/x-www-form-urlencoded`
    fileprivate var form: String {
        members.map { "\($0.name.percentEncoded)=\(($0.value.plain ?? $0.value.compactText).percentEncoded)" }
            .joined(separator: "&")
    }
}

extension String {
    /// RFC 3986: all but the unreserved characters.
    var percentEncoded: String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
