import GRDB
import Logging

/// Logs statements that take long.
enum SlowQueries {
    static func log(on connection: Connection, from threshold: Duration, to logger: Logger) {
        let seconds = threshold / .seconds(1)
        connection.trace(options: .profile) { event in
            guard case .profile(let statement, let duration) = event, duration >= seconds else { return }
            // The text with its placeholders: values may be personal data.
            logger.warning(
                "slow query", metadata: ["sql": "\(statement.sql)", "ms": "\(Int((duration * 1000).rounded()))"])
        }
    }
}
