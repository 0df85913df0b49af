import Foundation
import Glibc
import Synchronization

/// The service: `GET /items`, `POST /items`, and what those who run it ask.
struct Service: Sendable {
    private let settings = ProcessInfo.processInfo.environment
    /// slow, errors, dies, unready, wrong-version: from the version's own folder.
    private let fault =
        (try? String(contentsOfFile: "Public/fault", encoding: .utf8))?.trimmingCharacters(in: .newlines) ?? ""

    func serve() -> Never {
        let port = UInt16(settings["PORT"] ?? "") ?? 0
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = Connection.address(port)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(listener, 1024) == 0 else {
            FileHandle.standardError.write(Data("port \(port) cannot be listened on: errno \(errno)\n".utf8))
            exit(70)
        }
        while true {
            let descriptor = accept(listener, nil, nil)
            if descriptor >= 0 { Thread.detachNewThread { answerAll(Connection(descriptor: descriptor)) } }
        }
    }

    private func answerAll(_ initial: Connection) {
        var connection = initial
        while let head = connection.receive(endless: true) {
            let begun = DispatchTime.now().uptimeNanoseconds
            let words = head.split(separator: " ", maxSplits: 2)
            guard words.count == 3 else { break }
            let (status, headers, body) = answer(String(words[0]), String(words[1]), head)
            let seconds = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
            if words[1] == "/items" { Metrics.observe(seconds, status) }
            guard
                connection.send(
                    "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
            else { break }
        }
        close(connection.descriptor)
    }

    private func answer(_ method: String, _ path: String, _ head: String) -> (Int, String, String) {
        switch (method, path) {
        case (_, "/livez"):
            // This fault is only seen at the door, which names the client.
            let isWrong = fault == "wrong-version" && head.lowercased().contains("x-forwarded-for")
            return (200, "Service-Version: \(isWrong ? "another" : settings["APP_VERSION"] ?? "")\r\n", "ok\n")
        case (_, "/readyz"): return fault == "unready" ? (503, "", "no\n") : (200, "", "ready\n")
        case (_, "/metrics"): return (200, "", Metrics.text())
        case ("GET", "/items"): return item(200) {}
        case ("POST", "/items"): return item(201) { write() }
        default: return (404, "", "")
        }
    }

    private func item(_ status: Int, _ work: () -> Void) -> (Int, String, String) {
        let number = Metrics.next()
        switch fault {
        case "slow": usleep(300_000)
        case "errors" where number.isMultiple(of: 50): return (500, "", "")
        case "dies" where number == 20: exit(70)
        default: break
        }
        work()
        return (status, "", "item\n")
    }

    /// One line a write, shared by all versions.
    private func write() {
        let path = (settings["STATE_DIR"] ?? ".") + "/items"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        _ = Glibc.write(descriptor, "x\n", 2)
        close(descriptor)
    }
}

/// Counters, exported as Prometheus reads them.
enum Metrics {
    private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1]
    private static let requests = Mutex(0)
    private static let counts = Mutex([Int](repeating: 0, count: 9))

    /// The number of this request, from 1.
    static func next() -> Int {
        requests.withLock {
            $0 += 1
            return $0
        }
    }

    static func observe(_ seconds: Double, _ status: Int) {
        let index = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        counts.withLock { $0[index] += 1 }
    }

    static func text() -> String {
        let counts = counts.withLock { $0 }
        let name = "http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/items\",status=\"200\",le="
        var below = 0
        var lines = zip(bounds, counts).map { bound, count in
            below += count
            return "\(name)\"\(bound)\"} \(below)"
        }
        lines.append("\(name)\"+Inf\"} \(counts.reduce(0, +))")
        lines.append(name.replacingOccurrences(of: "/items", with: "/readyz") + "\"+Inf\"} 12345")
        return lines.joined(separator: "\n") + "\n"
    }
}
