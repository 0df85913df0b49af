import Foundation
import Source

/// A request of an audit: what was sent, and how a person sends it again.
struct Call: Sendable, Equatable {
    var method: String
    /// Percent-encoded, with its query.
    var path: String
    var headers: [String: String] = [:]
    var body: Data?
    /// Whose credentials went along; nil: nobody's.
    var identity: Identity?

    init(_ method: String, _ path: String, headers: [String: String] = [:], body: Data? = nil) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }

    /// With a JSON body.
    init(_ method: String, _ path: String, json: String, type: String = "application/json") {
        self.init(method, path, headers: ["Content-Type": type], body: Data(json.utf8))
    }

    func by(_ identity: Identity?) -> Call {
        var call = self
        call.identity = identity
        return call
    }

    /// All that is sent.
    var allHeaders: [String: String] { headers.merging(identity?.headers ?? [:]) { own, _ in own } }

    /// A command for a POSIX shell. Credentials stand as variables, passwords as `***`.
    func curl(base: String) -> String {
        var words = ["curl", "-i"]
        if method != "GET" { words += method == "HEAD" ? ["-I"] : ["-X", ShellText.word(method)] }
        if path.contains("..") { words.append("--path-as-is") }
        words.append(ShellText.word(Masking.url(base + path)))
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            let shown = Masking.isSecret(name) ? Masking.header(value, variable: "FORGED_TOKEN") : quoted(name, value)
            words += ["-H", Masking.isSecret(name) ? "\"\(name): \(shown)\"" : shown]
        }
        if let identity {
            let variable = "TOKEN_" + identity.name.uppercased().filter { $0.isLetter || $0.isNumber }
            for (name, value) in identity.headers.sorted(by: { $0.key < $1.key }) where headers[name] == nil {
                words += ["-H", "\"\(name): \(Masking.header(value, variable: variable))\""]
            }
        }
        if let body { words += ["--data-binary", Self.shown(body)] }
        return words.joined(separator: " ")
    }

    private func quoted(_ name: String, _ value: String) -> String { ShellText.word("\(name): \(Masking.text(value))") }

    /// Long bodies are told by their length: nobody pastes ten megabytes.
    private static func shown(_ body: Data) -> String {
        guard String(data: body, encoding: .utf8) != nil else { return "@body.bin  # \(body.count) bytes" }
        let text = Masking.body(body)
        return text.utf8.count > 4_000 ? "@body.json  # \(body.count) bytes" : ShellText.word(text)
    }
}
