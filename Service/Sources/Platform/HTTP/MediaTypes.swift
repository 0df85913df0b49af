/// Media types of a request's `Content-Type` and `Accept` (RFC 9110).
enum MediaTypes {
    /// `application/json; charset=utf-8` → `application/json`
    static func essence(_ contentType: String) -> String {
        contentType.prefix { $0 != ";" }.trimmingSpaces().lowercased()
    }

    /// Whether an `Accept` header lets `type` be sent. The most specific range decides.
    static func accepts(_ accept: String, _ type: String) -> Bool {
        let family = type.prefix { $0 != "/" } + "/*"
        var best: (specificity: Int, isWanted: Bool)?
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.trimmingSpaces().lowercased() }
            guard let name = parts.first else { continue }
            let specificity = name == type ? 3 : name == family ? 2 : name == "*/*" ? 1 : 0
            guard specificity > (best?.specificity ?? 0) else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            best = (specificity, weight > 0)
        }
        return best?.isWanted ?? false
    }
}

extension StringProtocol {
    func trimmingSpaces() -> SubSequence {
        var rest = self[...]
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}
