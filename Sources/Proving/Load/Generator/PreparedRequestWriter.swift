import NIOCore
import NIOHTTP1

/// Stands where an encoder would: of a request only the head comes this way, past the decoder, which must know the method;
/// the bytes were made ready before the clock started.
final class PreparedRequestWriter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = ByteBuffer

    /// Of the next request.
    var bytes = ByteBuffer()

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(wrapOutboundOut(bytes), promise: promise)
    }
}
