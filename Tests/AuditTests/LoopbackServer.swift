import Blueprint
import Foundation
import Glibc
import Synchronization

@testable import Proving

/// A small HTTP/1.1 server on a free loopback port, for APIs that are weak on purpose. A thread for each connection.
final class LoopbackServer: Sendable {
    struct Request: Sendable {
        var method: String
        /// Without the query, still percent-encoded.
        var path: String
        /// Decoded.
        var query: [String: String]
        /// By lower-case name.
        var headers: [String: String]
        var body: Data

        var json: JSON { JSON(parsing: body) ?? .null }
        var segments: [String] {
            path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        }
        var bearer: String? {
            headers["authorization"].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        }
    }

    struct Response: Sendable {
        var status = 200
        var type = "application/json"
        var body = Data()
        var headers: [String] = []

        static func json(_ json: JSON, _ status: Int = 200) -> Response {
            Response(status: status, body: Data(json.compactText.utf8))
        }
        static func status(_ status: Int) -> Response { .json(["error": .string("\(status)")], status) }
    }

    let port: Int
    private let listener: Int32
    private let answer: @Sendable (Request) -> Response

    var url: String { "http://127.0.0.1:\(port)" }

    init(_ answer: @escaping @Sendable (Request) -> Response) throws {
        self.answer = answer
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = handle
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, length) == 0 && listen(handle, 256) == 0 && getsockname(handle, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [answer] in
            while true {
                let connection = accept(handle, nil, nil)
                if connection < 0 { return }
                Thread.detachNewThread { Self.serve(connection, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func serve(_ connection: Int32, _ answer: @Sendable (Request) -> Response) {
        defer { close(connection) }
        var buffer = Data()
        while let request = next(connection, &buffer) {
            let response = answer(request)
            var head = "HTTP/1.1 \(response.status) X\r\nContent-Type: \(response.type)\r\n"
            head += "Content-Length: \(response.body.count)\r\n"
            head += response.headers.map { $0 + "\r\n" }.joined()
            let data = Data((head + "\r\n").utf8) + (request.method == "HEAD" ? Data() : response.body)
            let sent = data.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if sent < data.count || request.headers["connection"] == "close" { return }
        }
    }

    private static func next(_ connection: Int32, _ buffer: inout Data) -> Request? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        func more() -> Bool {
            let count = recv(connection, &bytes, bytes.count, 0)
            if count <= 0 { return false }
            buffer.append(contentsOf: bytes[0..<count])
            return true
        }
        let end = Data("\r\n\r\n".utf8)
        while buffer.range(of: end) == nil { if !more() { return nil } }
        guard let range = buffer.range(of: end) else { return nil }
        let lines = String(decoding: buffer[buffer.startIndex..<range.lowerBound], as: UTF8.self).components(
            separatedBy: "\r\n")
        let headers = Dictionary(
            lines.dropFirst().compactMap { line -> (String, String)? in
                let pair = line.split(separator: ":", maxSplits: 1)
                return pair.count == 2 ? (pair[0].lowercased(), pair[1].trimmingCharacters(in: .whitespaces)) : nil
            }, uniquingKeysWith: { $1 })
        let length = Int(headers["content-length"] ?? "") ?? 0
        if headers["expect"] != nil {
            _ = "HTTP/1.1 100 Continue\r\n\r\n".withCString { send(connection, $0, strlen($0), 0) }
        }
        while buffer.distance(from: range.upperBound, to: buffer.endIndex) < length { if !more() { return nil } }
        let bodyEnd = buffer.index(range.upperBound, offsetBy: length)
        let body = Data(buffer[range.upperBound..<bodyEnd])
        buffer = Data(buffer[bodyEnd...])
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count > 2 else { return nil }
        let parts = words[1].split(separator: "?", maxSplits: 1).map(String.init)
        return Request(
            method: words[0], path: parts.first ?? "/", query: query(parts.count > 1 ? parts[1] : ""), headers: headers,
            body: body)
    }

    static func query(_ text: String) -> [String: String] {
        Dictionary(
            text.split(separator: "&").map { part in
                let pair = part.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? String($0) }
                return (pair[0], pair.count > 1 ? pair[1] : "")
            }, uniquingKeysWith: { $1 })
    }
}
