import HTTPTypes
import NIOCore

/// An answer before the pipeline adds its headers.
public struct Reply: Sendable {
    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: ByteBuffer

    public init(_ status: HTTPResponse.Status, headers: HTTPFields = [:], body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of `application/json`.
    public static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], _ write: (inout JSONWriter) -> Void
    ) -> Reply {
        var json = JSONWriter(buffer: ByteBufferAllocator().buffer(capacity: 512))
        write(&json)
        return Reply(status, headers: headers, json: json)
    }

    public init(_ status: HTTPResponse.Status, headers: HTTPFields = [:], json: JSONWriter) {
        self.init(status, headers: headers, body: json.buffer)
        self.headers[.contentType] = "application/json"
    }

    /// 204
    public static let noContent = Reply(.noContent)
}
