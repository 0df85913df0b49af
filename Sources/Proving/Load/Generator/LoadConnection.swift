import NIOCore
import NIOHTTP1

/// A request that has not ended.
struct PendingRequest {
    var request: LoadRequest
    var endpoint: Int
    /// Uptime in nanoseconds.
    var intended: UInt64
}

/// A keep-alive connection (RFC 9112 section 9.3) with at most one request at a time.
final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let owner: LoadLoop
    private let writer: PreparedRequestWriter
    private var context: ChannelHandlerContext?
    private(set) var pending: PendingRequest?
    private var status = 0
    private var staysOpen = true
    private var bytes = 0
    private var failure: LoadFailure?

    init(owner: LoadLoop, writer: PreparedRequestWriter) {
        self.owner = owner
        self.writer = writer
    }

    /// Whether it can carry a request: it may have been closed as soon as it was made.
    var isUsable: Bool { context?.channel.isActive == true }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func send(_ request: PendingRequest) {
        guard let context else { return owner.ended(request, .failure(.closed)) }
        pending = request
        bytes = 0
        writer.bytes = request.request.bytes
        context.writeAndFlush(wrapOutboundOut(.head(request.request.head)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            status = Int(head.status.code)
            staysOpen = head.isKeepAlive
        case .body(let part): bytes += part.readableBytes
        case .end:
            guard let request = pending else { return context.close(promise: nil) }
            pending = nil
            owner.ended(request, .success((status, bytes)))
            let isKept = staysOpen && !owner.target.isCalledFromManyAddresses
            if isKept, context.channel.isActive { owner.freed(self) } else { context.close(promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failure = LoadFailure(error, connecting: false)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(failure ?? .closed)
        owner.gone(self)
    }

    /// Gives up on the request it carries, and on itself.
    func abandon(_ failure: LoadFailure) {
        end(failure)
        context?.close(promise: nil)
    }

    /// Its request is forgotten, not counted.
    func discard() {
        pending = nil
        context?.close(promise: nil)
    }

    private func end(_ failure: LoadFailure) {
        guard let request = pending else { return }
        pending = nil
        owner.ended(request, .failure(failure))
    }
}

extension LoadFailure: Error {}
