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
    let head: HTTPRequestHead
    let buffer: ByteBuffer?

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
        var fields = HTTPHeaders([("Host", host)] + (headers + credentials).map { ($0.name, $0.value) })
        if let body {
            fields.replaceOrAdd(name: "Content-Length", value: String(body.count))
        } else if ["POST", "PUT", "PATCH"].contains(method) {
            fields.replaceOrAdd(name: "Content-Length", value: "0")
        }
        head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: path, headers: fields)
        buffer = body.map { ByteBuffer(bytes: $0) }
    }
}
