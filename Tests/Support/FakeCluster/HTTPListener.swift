import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// HTTP/1.1 on a loopback port, on one thread.
final class HTTPListener: Sendable {
    enum Deed: Sendable {
        /// After a time, in seconds.
        case answer(Answer, after: Double)
        /// The connection is closed without an answer.
        case hangUp
    }

    struct Request: Sendable {
        var method: String
        /// With its query.
        var uri: String
        var contentType: String
        var body: Data
    }

    let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel

    /// - Parameter port: 0 means a free one.
    init(port: Int = 0, _ respond: @escaping @Sendable (Request) -> Deed) async throws {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(respond))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        self.port = listener.localAddress?.port ?? 0
    }

    /// Listener and connections are gone.
    func stop() async throws {
        try? await listener.close()
        try await group.shutdownGracefully()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        private let respond: @Sendable (Request) -> Deed
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()

        init(_ respond: @escaping @Sendable (Request) -> Deed) { self.respond = respond }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body.clear()
            case .body(var part): body.writeBuffer(&part)
            case .end:
                guard let head else { return }
                let request = Request(
                    method: head.method.rawValue, uri: head.uri,
                    contentType: head.headers.first(name: "Content-Type") ?? "",
                    body: Data(body.readableBytesView))
                switch respond(request) {
                case .hangUp: context.close(promise: nil)
                case .answer(let answer, let seconds):
                    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                    context.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
                        let (handler, context) = bound.value
                        if context.channel.isActive { handler.send(answer, context) }
                    }
                }
            }
        }

        private func send(_ answer: Answer, _ context: ChannelHandlerContext) {
            let headers = HTTPHeaders([
                ("Content-Type", answer.type), ("Content-Length", String(answer.body.count)),
            ])
            let head = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
