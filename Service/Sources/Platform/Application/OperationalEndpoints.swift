import GRDB
import HTTPTypes
import Logging
import NIOCore

/// Endpoints for those who run the service: not part of the API and not behind accounts. The front door keeps `/readyz` and
/// `/metrics` inside.
enum OperationalEndpoints {
    /// - Parameter version: which release this is.
    static func all(_ services: Services, _ metrics: MetricsRegistry, version: String? = nil) -> [Endpoint] {
        [
            .operational("/livez") { _ in alive(version) },
            .operational("/readyz") { _ in try await readiness(services) },
            .operational("/metrics") { _ in
                ProcessGauges.update(metrics)
                return .text(metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
    }

    /// Alive, and which release it is: whoever rolls one out asks through the front door which one answers.
    private static func alive(_ version: String?) -> Reply {
        var reply = Reply.text("ok\n")
        if let version, let name = HTTPField.Name("Service-Version") { reply.headers[name] = version }
        return reply
    }

    /// Ready: the database answers.
    private static func readiness(_ services: Services) async throws -> Reply {
        do {
            _ = try await services.database.read { try Int.fetchOne($0, sql: "SELECT 1") }
            return .text("ready\n")
        } catch {
            services.logger.error("not ready", metadata: ["error": "\(error)"])
            throw Problem(.serviceUnavailable, code: "not-ready", detail: "The database does not answer.")
        }
    }
}

extension Endpoint {
    /// A `GET` that is not part of the API: any type of answer, no limits, no accounts.
    static func operational(_ path: String, handle: @escaping @Sendable (Call) async throws -> Reply) -> Endpoint {
        var endpoint = Endpoint(path, .get, path, authentication: .none) { call in
            try call.requireReadable()
            return try await handle(call)
        }
        endpoint.produces = nil
        endpoint.isLimited = false
        return endpoint
    }
}

extension Reply {
    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Reply {
        Reply(.ok, headers: [.contentType: type], body: ByteBuffer(string: text))
    }
}
