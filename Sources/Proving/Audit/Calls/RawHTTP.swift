import Foundation
import Glibc

/// HTTP/1.1 by hand over a socket, for requests that no client library would send. Plain HTTP only.
struct RawHTTP: Sendable {
    let host: String
    let port: Int
    static let noSignal = Int32(MSG_NOSIGNAL)
    static let dontWait = Int32(MSG_DONTWAIT)

    /// Nil: the address is not `http://`.
    init?(base: String) {
        guard let parts = URLComponents(string: base), parts.scheme == "http", let host = parts.host else { return nil }
        self.host = host
        port = parts.port ?? 80
    }

    /// Sends octets and reads until the peer closes, says nothing for so long, or enough was read.
    /// - Returns: what came back; nil: no connection.
    func exchange(_ request: Data, seconds: Int = 5, limit: Int = 1 << 20) async -> Data? {
        await offPool {
            guard let socket = connect(seconds) else { return nil }
            defer { close(socket) }
            guard write(request, to: socket) else { return read(socket, limit) }
            return read(socket, limit)
        }
    }

    /// A request with a head of its own and `Connection: close`.
    static func request(_ method: String, _ target: String, host: String, _ lines: [String] = [], body: Data = Data())
        -> Data
    {
        var head = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + lines
        if !body.isEmpty { head.append("Content-Length: \(body.count)") }
        return Data((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// A connection that has sent only this much; the caller closes it.
    func open(sending start: Data) async -> Int32? {
        await offPool {
            guard let socket = connect(5) else { return nil }
            guard write(start, to: socket) else {
                close(socket)
                return nil
            }
            return socket
        }
    }

    /// Whether the peer has closed or answered by now; sends one octet more first.
    static func isDone(_ socket: Int32, feeding octet: UInt8) -> Bool {
        var byte = octet
        if send(socket, &byte, 1, noSignal | dontWait) < 0 { return true }
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = recv(socket, &buffer, buffer.count, RawHTTP.dontWait)
        return count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
    }

    /// Blocking calls stay off the cooperative pool.
    private func offPool<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }

    private func connect(_ seconds: Int) -> Int32? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let first = found else { return nil }
        defer { freeaddrinfo(found) }
        let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, 0)
        guard descriptor >= 0 else { return nil }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard Glibc.connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private func write(_ data: Data, to socket: Int32) -> Bool {
        data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let part = bytes[sent...]
                let count = send(
                    socket, UnsafeRawBufferPointer(rebasing: part).baseAddress, part.count, RawHTTP.noSignal)
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
    }

    private func read(_ socket: Int32, _ limit: Int) -> Data {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while data.count < limit {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { break }
            data.append(contentsOf: buffer[0..<count])
        }
        return data
    }
}
