import Foundation
import Processes

/// `kubectl` with one cluster. The context is fixed at the beginning, so that somebody's `kubectl config use-context` does not
/// lead a rollout elsewhere. Credentials stay in kubectl's own files.
public struct Kubectl: Sendable {
    static let tool = Tool("kubectl", .debian("kubernetes-client"))
    /// How often something is tried that failed for a reason which may pass: all that is asked for here can be done twice.
    private static let attempts = 3

    public let context: String
    public let namespace: String
    let program: String
    let supervisor: Supervisor
    let environment: [String: String?]

    /// - Parameters:
    ///   - context: nil means kubectl's current one.
    ///   - namespace: nil means the context's.
    ///   - environment: added to kubectl's, such as `KUBECONFIG`.
    /// - Throws: `MissingTool`; `release/cluster` when kubectl knows no such context.
    public init(
        context: String? = nil, namespace: String? = nil, supervisor: Supervisor, environment: [String: String?] = [:]
    ) async throws {
        program = try Self.tool.locate()
        self.supervisor = supervisor
        self.environment = environment
        let outcome = try await supervisor.run(
            Command(
                program, ["config", "view", "--minify", "-o", "json"] + (context.map { ["--context", $0] } ?? []),
                environment: environment, timeLimit: .seconds(20)))
        guard outcome.isSuccess,
            let known = try? JSONDecoder().decode(Configuration.self, from: outcome.output.data).contexts.first
        else {
            throw ReleaseError.cluster(
                "kubectl knows no context\(context.map { " \($0)" } ?? ""): \(Self.words(outcome))",
                next: "see: kubectl config get-contexts; name one with --context")
        }
        self.context = known.name
        self.namespace = namespace ?? known.context.namespace ?? "default"
    }

    private struct Configuration: Decodable {
        struct Named: Decodable {
            struct Context: Decodable { var namespace: String? }
            var name: String
            var context: Context
        }
        var contexts: [Named]
    }

    /// A path of a release's own in this cluster and namespace: `kind%2Dshop/default`.
    public var folderName: String {
        [context, namespace].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? $0 }
            .joined(separator: "/")
    }

    /// Runs it with arguments that hold no secret.
    /// - Returns: what it printed.
    /// - Throws: `release/cluster` with the server's words.
    @discardableResult func run(_ arguments: [String]) async throws -> Data {
        var attempt = 1
        while true {
            let outcome = try await supervisor.run(
                Command(
                    program,
                    ["--context", context, "--namespace", namespace, "--request-timeout", "10s"] + arguments,
                    environment: environment, timeLimit: .seconds(30)))
            if outcome.isSuccess { return outcome.output.data }
            let words = outcome.timedOut ? "timeout" : Self.words(outcome)
            guard attempt < Self.attempts, Self.mayPass(words) else {
                throw ReleaseError.cluster("kubectl \(arguments.prefix(3).joined(separator: " ")): \(words)")
            }
            try await Task.sleep(for: .milliseconds(200 * attempt))
            attempt += 1
        }
    }

    /// What a pod (at its first port) or a service (`NAME:PORT`) answers to `GET`, through the API server. It has to be a 2xx.
    func ask(_ kind: String, _ name: String, _ path: String) async throws -> String {
        String(
            decoding: try await run(["get", "--raw", "/api/v1/namespaces/\(namespace)/\(kind)/\(name)/proxy\(path)"]),
            as: UTF8.self)
    }

    /// The last line is the reason; those before it are the client's log.
    private static func words(_ outcome: Outcome) -> String {
        outcome.errors.text.split(separator: "\n").last.map(String.init) ?? "status \(outcome.status.code)"
    }

    /// Whether asking again may help: the server was not reached, or it failed (5xx, 429).
    static func mayPass(_ words: String) -> Bool {
        let passing = [
            "InternalError", "ServiceUnavailable", "Timeout", "ServerTimeout", "TooManyRequests",
        ].map { "Error from server (\($0))" }
        let unreached = [
            "Unable to connect", "was refused", "EOF", "connection reset", "timeout", "unable to handle the request",
            // Also said when the server failed to tell what it has.
            "doesn't have a resource type",
        ]
        return (passing + unreached).contains { words.contains($0) }
    }
}
