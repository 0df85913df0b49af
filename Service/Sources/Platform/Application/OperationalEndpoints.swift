import GRDB
import HTTPTypes
import Logging
import NIOCore

/// Endpoints for those who run the service: not part of the API and not behind accounts. The front door keeps `/readyz` and
/// `/metrics` inside.
enum OperationalEndpoints {
    static func all(_ services: Services, _ metrics: MetricsRegistry) -> [Endpoint] {
        [
            .operational("/livez") { _ in .text("ok\n") },
            .operational("/readyz") { _ in try await readiness(services) },
            .operational("/metrics") { _ in
                ProcessGauges.update(metrics)
                return .text(metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
            },
        ]
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
