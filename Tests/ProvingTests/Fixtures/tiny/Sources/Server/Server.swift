import API
import Foundation
import Glibc

/// Answers one request a connection: `/readyz`, `/v1/done` and `/v1/todo`.
@main struct Server {
    static func main() {
        if ProcessInfo.processInfo.environment["BROKEN"] != nil { exit(3) }
        signal(SIGPIPE, SIG_IGN)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(ProcessInfo.processInfo.environment["PORT"] ?? "0")!.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(listener, 16) == 0 else { exit(4) }
        while true {
            let connection = accept(listener, nil, nil)
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = max(0, read(connection, &buffer, buffer.count))
            let words = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").map(String.init)
            let answer = answer(words.first ?? "", words.count > 1 ? words[1] : "")
            _ = answer.withCString { write(connection, $0, strlen($0)) }
            close(connection)
        }
    }

    static func answer(_ method: String, _ path: String) -> String {
        let known = ["/readyz": "GET", "/v1/done": "GET", "/v1/todo": "POST", "/v1/other/1": "GET"]
        let status =
            known[path] == nil
            ? "404 Not Found"
            : method != known[path] ? "405 Method Not Allowed" : path == "/v1/todo" ? "501 Not Implemented" : "200 OK"
        return "HTTP/1.1 \(status)\r\nAllow: \(known[path] ?? "")\r\nContent-Length: \(name.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(name)"
    }
}
