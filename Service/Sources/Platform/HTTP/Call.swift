import HTTPTypes
import Logging
import NIOCore

/// A request that passed the pipeline: routed, within its limits, its caller known.
public struct Call: Sendable {
    public let operation: String
    public let head: HTTPRequest
    /// Values of the path's parameters in their order, percent-decoded.
    public let parameters: [String]
    public let query: Query
    public let body: ByteBuffer
    public let principal: Principal
    public let requestID: String
    /// The client's address; through proxies only when they are trusted.
    public let address: String
    public let logger: Logger
    public let services: Services
    let idempotency: Idempotency

    public var caller: Caller? { principal.caller }
    /// One moment for the whole request.
    public var now: Timestamp { principal.now }

    /// The body as JSON.
    /// - Throws: a ``Problem`` with status 400 that names line and column.
    public func json() throws -> JSON { try JSON(parsing: body) }
}
