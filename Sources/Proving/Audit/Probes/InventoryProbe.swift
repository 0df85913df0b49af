import Blueprint
import Foundation

/// Routes and methods that the document does not have.
enum InventoryProbe: Probe {
    static let name = "api9.inventory"
    static let item = OWASPItem.api9
    static let title = "The server answers more than its document says"
    private static let siblings = [
        "admin", "internal", "debug", "_debug", "all", "export", "test", "private", "config", "users", "accounts",
        "stats", "logs",
        "backup", "dump", "health", "status", "env", "tokens", "search",
    ]
    private static let harmless = ["health", "status"]

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await methods(context, &notes)
        try await routes(context, &notes)
        try await versions(context, &notes)
    }

    /// Methods of known paths: what is answered well does something.
    private static func methods(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let paths = Dictionary(grouping: context.surface.operations, by: \.path)
        for (_, operations) in paths.sorted(by: { $0.key < $1.key }) {
            guard let operation = operations.first(where: \.isRead) ?? operations.first else { continue }
            let values =
                ValuePicker(knowledge: context.world.of(context.a), ownOnly: false).combinations(operation).first ?? [:]
            guard values.count == Set(operation.placeholders).count else { continue }
            let known = Set(operations.map(\.method))
            // DELETE only where nothing is named: it would take away what other probes need.
            for method in ["GET", "PUT", "PATCH", "POST", "FIVEGATE"] where !known.contains(method) {
                var call = Call(method, operation.target(values)).by(context.a)
                if method != "GET" {
                    call.headers["Content-Type"] = "application/json"
                    call.body = Data("{}".utf8)
                }
                guard let answer = try await context.ask(call) else { continue }
                // A server that answers every method alike has no other method, only no check.
                guard answer.isGood, method == "FIVEGATE" || !Words.isAccountMatter(operation) else {
                    notes.held()
                    continue
                }
                notes.found(
                    .low, cwe: 1059, "\(method) \(operation.path)",
                    "\(method) \(operation.path) is answered, and the document does not have it",
                    evidence: "status \(answer.status), \(answer.body.count) bytes", calls: [call],
                    remedy:
                        "Answer 405 for methods that a path does not have; generate router and document from one source."
                )
            }
        }
    }

    private static func routes(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let folders = Set(
            context.surface.operations.map { operation -> String in
                let parts = operation.path.split(separator: "/").prefix { !$0.contains("{") }
                return parts.dropLast().map { "/" + $0 }.joined()
            } + [""]
        ).sorted().prefix(6)
        for folder in folders {
            let stray = try await context.ask(Call("GET", folder + "/fivegate\(context.numbers.take())").by(context.a))
            for word in siblings where !context.surface.documents(folder + "/" + word) {
                try await look(folder + "/" + word, than: stray, context, &notes)
            }
        }
    }

    private static func look(
        _ path: String, than stray: AuditClient.Answer?, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        for identity in [nil, context.a] {
            let call = Call("GET", path).by(identity)
            guard let answer = try await context.ask(call) else { continue }
            // Nothing is there for a stranger, not even a refusal.
            if answer.status == 404 {
                notes.held()
                return
            }
            let isAlike = stray?.status == answer.status && stray?.isGood == true
            // `/users/{id}` takes any word: an error of that operation is no route.
            guard answer.isGood, !isAlike, answer.body.count > 2 else {
                notes.held()
                continue
            }
            let isHarmless = harmless.contains { path.hasSuffix($0) }
            let secrets =
                answer.json?.pairs().filter { Masking.isSecret($0.name) || $0.name.normalName == "email" } ?? []
            notes.found(
                secrets.isEmpty ? isHarmless ? .info : .medium : .high, cwe: 1059, "GET \(path)",
                "GET \(path) is answered\(identity == nil ? " without credentials" : ""), and the document does not have it",
                evidence: "status \(answer.status), \(answer.body.count) bytes"
                    + (secrets.first.map { ", holds `\($0.name)`" } ?? ""), calls: [call],
                remedy: "Take it away, or document and guard it.")
            return
        }
    }

    /// `/v2/users` beside `/v1/users`.
    private static func versions(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let paths = Set(context.surface.operations.filter { $0.isRead && $0.placeholders.isEmpty }.map(\.path))
        for path in paths.sorted().prefix(16) {
            guard let match = path.firstMatch(of: #/\/v(\d+)(?=\/|$)/#), let number = Int(match.1) else { continue }
            let others = ["v\(number - 1)", "v\(number + 1)", "beta", "v\(number).0", "dev", "old"].filter {
                !$0.contains("-")
            }
            for other in others {
                let target = path.replacing(match.0, with: "/\(other)", maxReplacements: 1)
                let stray = path.replacing(match.0, with: "/fivegate", maxReplacements: 1)
                if context.surface.documents(target) { continue }
                let nothing = try await context.ask(Call("GET", stray).by(context.a))
                let call = Call("GET", target).by(context.a)
                guard let answer = try await context.ask(call), answer.isGood, nothing?.isGood != true else {
                    notes.held()
                    continue
                }
                notes.found(
                    .medium, cwe: 1059, "GET \(target)", "Another version of the API is still served",
                    evidence: "\(target) is answered with \(answer.body.count) bytes", calls: [call],
                    remedy: "Shut down versions that are not supported, or keep them in the document and under audit.")
            }
        }
    }
}

extension Surface {
    /// Whether a GET of the document answers this path: `/users/admin` is one of `/users/{name}`.
    fileprivate func documents(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return operations.contains { operation in
            let segments = operation.path.split(separator: "/")
            return operation.isRead && segments.count == parts.count
                && zip(segments, parts).allSatisfy { $0 == $1 || $0.contains("{") }
        }
    }
}
