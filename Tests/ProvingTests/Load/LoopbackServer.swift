import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real HTTP server on a free loopback port, on one thread, that does with each request what the test says.
final class LoopbackServer: Sendable {
    enum Deed: Sendable {
        case answer(Int, body: String = "ok", headers: [(String, String)] = [])
        /// After a time, in nanoseconds.
        case late(Int64)
        case silence
        /// The connection is closed without an answer.
        case hangUp
        /// Bytes that are no HTTP.
        case nonsense
    }

    let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let state: State

    final class State: Sendable {
        struct Counts {
            var requests = 0
            var open: [ObjectIdentifier: any Channel] = [:]
            var mostOpen = 0
            /// Addresses that something was asked from.
            var askers: Set<String> = []
            /// When the one server of a queue is free again.
            var free: UInt64 = 0
        }
        let counts = Mutex(Counts())
        let deed: @Sendable (Int, HTTPRequestHead, String, State) -> Deed

        init(_ deed: @escaping @Sendable (Int, HTTPRequestHead, String, State) -> Deed) { self.deed = deed }
    }

    /// - Parameter deed: is given the number of the request, from 1, its head and its body.
    init(_ deed: @escaping @Sendable (Int, HTTPRequestHead, String) -> Deed) async throws {
        (group, listener, state) = try await Self.start { number, head, body, _ in deed(number, head, body) }
        port = listener.localAddress?.port ?? 0
    }

    /// Answers one request after the other, each taking this time: no more than its inverse a second can be had.
    init(oneEach nanoseconds: UInt64) async throws {
        (group, listener, state) = try await Self.start { _, _, _, state in
            let now = NIODeadline.now().uptimeNanoseconds
            let done = state.counts.withLock { counts in
                counts.free = max(counts.free, now) + nanoseconds
                return counts.free
            }
            return .late(Int64(done - now))
        }
        port = listener.localAddress?.port ?? 0
    }

    private static func start(
        _ deed: @escaping @Sendable (Int, HTTPRequestHead, String, State) -> Deed
    ) async throws -> (MultiThreadedEventLoopGroup, any Channel, State) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let state = State(deed)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try channel.pipeline.syncOperations.addHandler(Handler(state))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return (group, listener, state)
    }

    var requests: Int { state.counts.withLock { $0.requests } }
    var askers: Set<String> { state.counts.withLock { $0.askers } }
    var mostOpen: Int { state.counts.withLock { $0.mostOpen } }

    /// Nothing happens on its thread for a time.
    func freeze(after start: TimeAmount, for time: TimeInterval) {
        listener.eventLoop.scheduleTask(in: start) { Thread.sleep(forTimeInterval: time) }
    }

    /// Listener and connections are gone.
    func kill(after time: TimeAmount) {
        let (listener, state) = (listener, state)
        listener.eventLoop.scheduleTask(in: time) {
            listener.close(promise: nil)
            for channel in state.counts.withLock({ Array($0.open.values) }) { channel.close(promise: nil) }
        }
    }

    func stop() async throws {
        try? await listener.close()
        try await group.shutdownGracefully()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let state: State
        private var head: HTTPRequestHead?
        private var body = ""

        init(_ state: State) { self.state = state }

        func channelActive(context: ChannelHandlerContext) {
            state.counts.withLock { counts in
                counts.open[ObjectIdentifier(context.channel)] = context.channel
                counts.mostOpen = max(counts.mostOpen, counts.open.count)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.counts.withLock { $0.open[ObjectIdentifier(context.channel)] = nil }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = ""
            case .body(let part): body += String(buffer: part)
            case .end:
                guard let head else { return }
                let number = state.counts.withLock { counts in
                    counts.requests += 1
                    if let asker = context.remoteAddress?.ipAddress { counts.askers.insert(asker) }
                    return counts.requests
                }
                perform(state.deed(number, head, body, state), context)
            }
        }

        private func perform(_ deed: Deed, _ context: ChannelHandlerContext) {
            switch deed {
            case .answer(let status, let body, let headers): answer(status, body, headers, context)
            case .late(let nanoseconds):
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                context.eventLoop.scheduleTask(in: .nanoseconds(nanoseconds)) {
                    let (handler, context) = bound.value
                    if context.channel.isActive { handler.answer(200, "late", [], context) }
                }
            case .silence: break
            case .hangUp: context.close(promise: nil)
            case .nonsense:
                context.channel.pipeline.syncOperations.write(
                    NIOAny(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok))), promise: nil)
                context.channel.pipeline.syncOperations.flush()
                context.close(promise: nil)
            }
        }

        private func answer(
            _ status: Int, _ body: String, _ headers: [(String, String)], _ context: ChannelHandlerContext
        ) {
            let isEmpty = status == 204 || status == 304 || head?.method == .HEAD
            var fields = HTTPHeaders(headers)
            if !isEmpty, !fields.contains(name: "Transfer-Encoding") {
                fields.add(name: "Content-Length", value: String(body.utf8.count))
            }
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            if !isEmpty { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil) }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            if fields["Connection"].contains("close") { context.close(promise: nil) }
        }
    }
}
