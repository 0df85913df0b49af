import GRDB
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Everything between the socket and an operation, in the order that clients can count on: 404 and 405, 413, 415, 406, 429,
/// 401, then the operation's own answers.
public struct Pipeline: HTTPResponder {
    public struct Context: InitializableFromSource {
        let peer: String
        let logger: Logger

        public init(source: ApplicationRequestContextSource) {
            peer = source.channel.remoteAddress?.ipAddress ?? "127.0.0.1"
            logger = source.logger
        }
    }

    private let router: Router
    private let limiter: RateLimiter
    private let bodies: BodyReader
    private let crossOrigin: CrossOrigin
    private let address: ClientAddress
    private let metrics: HTTPMetrics
    private let services: Services
    private let idempotency = Idempotency()
    /// Bytes of a body that is read only to be ignored.
    private static let ignoredBody = 64 << 10

    public init(
        _ endpoints: [Endpoint], limits: [RateLimit] = [], settings: HTTPSettings = .init(), services: Services,
        metrics: MetricsRegistry = MetricsRegistry()
    ) {
        router = Router(endpoints)
        limiter = RateLimiter(limits)
        bodies = BodyReader(timeout: settings.bodyTimeout)
        crossOrigin = CrossOrigin(origins: settings.corsOrigins)
        address = settings.clientAddress
        self.metrics = HTTPMetrics(registry: metrics, latencyObjective: settings.latencyObjective)
        self.services = services
    }

    public func respond(to request: Request, context: Context) async throws -> Response {
        let reply = await reply(to: request, peer: context.peer)
        return Self.response(reply, to: request.method)
    }

    /// Answers a request without a server.
    /// - Parameter peer: the address that the connection comes from.
    package func reply(to request: Request, peer: String) async -> Reply {
        let started = ContinuousClock.now
        metrics.active.add(1)
        defer { metrics.active.add(-1) }
        let head = request.head
        let exchange = Exchange(
            head, address: address.resolve(peer: peer, headers: head.headerFields), services)
        let (path, query) = Self.split(head.path ?? "/")
        let match = router.match(path)
        var headers = HTTPFields()
        var reply: Reply
        do {
            reply = try await answer(request, query: query, match: match, exchange: exchange, headers: &headers)
        } catch {
            reply = problem(for: error, exchange: exchange).reply(instance: path)
        }
        crossOrigin.mark(&headers, for: head)
        SecurityHeaders.add(to: &reply.headers, requestID: exchange.id)
        reply.headers.append(contentsOf: headers)
        let elapsed = ContinuousClock.now - started
        let route = match?.resource.template ?? "unmatched"
        let (status, bytes) = (reply.status.code, reply.body.readableBytes)
        metrics.record(elapsed, method: head.method, route: route, status: status, bytes: bytes)
        exchange.logAccess(head, path: path, route: route, status: status, bytes: bytes, elapsed)
        return reply
    }

    private func answer(
        _ request: Request, query: Substring, match: (resource: Router.Resource, parameters: [String])?,
        exchange: Exchange, headers: inout HTTPFields
    ) async throws -> Reply {
        let head = request.head
        guard let match else { throw Problem.notFound("There is nothing at this path.") }
        guard let endpoint = match.resource.endpoint(for: head.method) else {
            return try withoutOperation(head, match.resource)
        }
        endpoint.deprecation?.write(to: &headers)
        // Not built yet comes before everything else.
        if endpoint.isStub { throw Problem.notBuilt(endpoint.operation) }
        let body = try await bodies.read(request, limit: endpoint.body.limit ?? Self.ignoredBody)
        try endpoint.requireAcceptable(head, hasBody: body.readableBytes > 0)
        let caller: Result<Caller?, any Error> = await self.caller(head, endpoint)
        if endpoint.isLimited {
            try limiter.count(
                .init(
                    operation: endpoint.operation, caller: try? caller.get(), address: exchange.address, body: body,
                    now: exchange.now), &headers)
        }
        let call = Call(
            operation: endpoint.operation, head: head, parameters: match.parameters,
            parsedQuery: Result { () throws(Problem) in try endpoint.knownQuery(query) }, body: body,
            principal: Principal(try caller.get(), now: exchange.now), requestID: exchange.id,
            address: exchange.address,
            logger: exchange.logger, services: services, idempotency: idempotency)
        return try await endpoint.handle(call)
    }

    /// A path without an operation for this method: a preflight, a question what there is, or 405.
    private func withoutOperation(_ head: HTTPRequest, _ resource: Router.Resource) throws -> Reply {
        if let reply = crossOrigin.preflight(head, allowed: resource.allowed) { return reply }
        if head.method == .options { return Reply(.noContent, headers: [.allow: resource.allowed]) }
        throw Problem(
            .methodNotAllowed, detail: "Here are allowed: \(resource.allowed).", headers: [.allow: resource.allowed])
    }

    private func caller(_ head: HTTPRequest, _ endpoint: Endpoint) async -> Result<Caller?, any Error> {
        guard endpoint.authentication != .none, let authenticator = services.authenticator else { return .success(nil) }
        guard let header = head.headerFields[.authorization] else {
            if endpoint.authentication == .optional { return .success(nil) }
            metrics.missing.add(1)
            return .failure(Problem.unauthorized("An access token is needed."))
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            metrics.refused.add(1)
            return .failure(
                Problem.unauthorized("The Authorization header is not `Bearer` and a token.", code: "invalid-token"))
        }
        do {
            let caller = try await authenticator.caller(bearer: parts[1].trimmingSpaces(), at: services.now())
            metrics.accepted.add(1)
            return .success(caller)
        } catch {
            metrics.refused.add(1)
            return .failure(error)
        }
    }

    /// What a client may know of an error. Anything unexpected is logged with the request's id and told as 500.
    private func problem(for error: any Error, exchange: Exchange) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_BUSY {
            exchange.logger.warning("the database stayed locked")
            return Problem(
                .serviceUnavailable, code: "busy", detail: "Too much is being written; try again.",
                headers: [.retryAfter: "1"])
        }
        exchange.logger.error("request failed", metadata: ["error": "\(error)"])
        return Problem(.internalServerError, detail: "The service failed. Its log has more under this request's id.")
    }

    private static func split(_ target: String) -> (path: Substring, query: Substring) {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (target[...], "") }
        return (target[..<mark], target[target.index(after: mark)...])
    }

    private static func response(_ reply: Reply, to method: HTTPRequest.Method) -> Response {
        if reply.status == .noContent || reply.status == .notModified {
            return Response(status: reply.status, headers: reply.headers)
        }
        let response = Response(status: reply.status, headers: reply.headers, body: .init(byteBuffer: reply.body))
        return method == .head ? response.createHeadResponse() : response
    }
}
