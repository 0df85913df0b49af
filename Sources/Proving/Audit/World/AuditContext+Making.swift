import Blueprint
import Foundation

extension AuditContext {
    /// Something that was made: what was sent, and what is known of it.
    struct Made: Sendable {
        var body: JSON
        /// The answer's members before those that were sent.
        var object: JSON
        var values: [String: String]
        var call: Call
    }

    /// Operations that make objects: a POST to what can also be read, a PUT to what has items, and no matter of accounts.
    var creators: [SurfaceOperation] {
        surface.operations.filter { operation in
            guard ["POST", "PUT"].contains(operation.method), operation.body != nil, !Words.isAccountMatter(operation),
                !operation.path.hasSuffix("}")
            else { return false }
            return surface.operations.contains {
                $0.path.hasPrefix(operation.collection + "/{")
                    || operation.method == "POST" && $0.isRead && $0.path == operation.path
            }
        }
    }

    /// Makes an object for an identity; nil when no body was accepted.
    func create(_ operation: SurfaceOperation, _ identity: Identity?) async throws -> Made? {
        let knowledge = world.of(identity)
        var combinations: [[String: String]] = [[:]]
        if !operation.placeholders.isEmpty {
            combinations = ValuePicker(knowledge: knowledge, ownOnly: true).combinations(operation, limit: 2)
            // With rules, who may make what below others' rows is known.
            if combinations.isEmpty, rules.isComplete {
                combinations = ValuePicker(knowledge: knowledge, ownOnly: false).combinations(operation, limit: 2)
            }
        }
        for values in combinations.prefix(2) {
            for body in Sampler(operation: operation, knowledge: knowledge, number: numbers.take(), all: world).bodies {
                let call = operation.call(values, body: body).by(identity)
                guard let answer = try await ask(call), answer.isGood else { continue }
                let shown =
                    answer.json?.objects.first { $0.identifier != nil } ?? answer.json?.objects.first ?? .object([])
                var object = shown
                for member in body.members where object[member.name] == nil {
                    object = object.setting(member.name, member.value)
                }
                if object.identifier == nil, let place = answer.headers["location"]?.split(separator: "/").last {
                    object = object.setting("id", .string(String(place)))
                }
                return Made(body: body, object: object, values: values, call: call)
            }
        }
        return nil
    }

    /// An answer; nil when the server broke off or took too long, which is no answer to learn from.
    /// - Throws: `AuditClient.RateLimited`, and `URLError` when nobody listens.
    func ask(_ call: Call) async throws -> AuditClient.Answer? {
        do { return try await client.send(call) } catch let error as URLError {
            if error.code == .cannotConnectToHost || error.code == .cannotFindHost { throw error }
            return nil
        }
    }
}
