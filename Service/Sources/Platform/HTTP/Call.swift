import HTTPTypes
import Logging
import NIOCore

/// A request that passed the pipeline: routed, within its limits, its caller known.
public struct Call: Sendable {
    public let operation: String
    public let head: HTTPRequest
    /// Values of the path's parameters in their order, percent-decoded.
    public let parameters: [String]
    let parsedQuery: Result<Query, Problem>
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

    /// The query's parameters; none while ``requireReadable()`` throws.
    public var query: Query { (try? parsedQuery.get()) ?? .empty }

    /// The step at which an operation answers 400: behind its own 404 and 403, before anything that looks at what was sent.
    /// - Throws: a ``Problem`` with status 400: a query, or a header, that cannot be read or is not known.
    public func requireReadable() throws {
        _ = try parsedQuery.get()
        try IdempotencyKey.requireReadable(head)
    }

    /// The body as JSON, with all else that must be readable.
    /// - Throws: a ``Problem`` with status 400 that names line and column.
    public func json() throws -> JSON {
        try requireReadable()
        return try JSON(parsing: body)
    }
}
