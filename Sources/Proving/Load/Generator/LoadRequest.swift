import NIOCore
import NIOHTTP1

/// A request that is sent under load, made ready before the clock starts, and the statuses that count as its success.
public final class LoadRequest: Sendable {
    public let method: String
    /// Percent-encoded, with its query.
    public let path: String
    /// Any other status is a failure, 429 included.
    public let expected: [Int]
    public let body: [UInt8]?
    let headers: [(name: String, value: String)]
    /// Headers that prove who calls: never printed.
    let credentials: [(name: String, value: String)]
    /// What the answer's decoder must know of it.
    let head: HTTPRequestHead
    /// The whole of it as it goes over the wire (RFC 9112): written once, sent often.
    let bytes: ByteBuffer

    /// - Parameters:
    ///   - host: what `Host` says: `127.0.0.1:8080`.
    ///   - credentials: headers that prove who calls; they are never printed.
    public init(
        _ method: String, _ path: String, host: String, headers: [(name: String, value: String)] = [],
        credentials: [(name: String, value: String)] = [], body: [UInt8]? = nil, expected: [Int]
    ) {
        self.method = method
        self.path = path
        self.expected = expected
        self.body = body
        self.headers = headers
        self.credentials = credentials
        var fields = [(name: "Host", value: host)] + headers + credentials
        if let count = body?.count ?? (["POST", "PUT", "PATCH"].contains(method) ? 0 : nil) {
            fields.append(("Content-Length", String(count)))
        }
        head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: path)
        bytes = Self.bytes("\(method) \(path) HTTP/1.1", fields, body ?? [])
    }

    private static func bytes(
        _ line: String, _ fields: [(name: String, value: String)], _ body: [UInt8]
    ) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeString(oneLine(line) + "\r\n")
        for field in fields { buffer.writeString(oneLine("\(field.name): \(field.value)") + "\r\n") }
        buffer.writeString("\r\n")
        buffer.writeBytes(body)
        return buffer
    }

    /// A line break would begin another field (RFC 9110 section 5.5: it becomes a space).
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else { return text }
        return String(
            decoding: text.utf8.map { $0 == 0x0D || $0 == 0x0A || $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    }
}
