import Foundation
import Glibc

/// HAProxy's Runtime API over its unix socket: a command, an answer, a connection each.
struct RuntimeAPI: Sendable {
    let socket: String
    /// A socket's path may have so many bytes (unix(7)), its end not counted.
    static let longestPath = 107

    /// - Returns: the answer without the empty line at its end.
    /// - Throws: `release/proxy` when nobody answers.
    func send(_ command: String) throws(ReleaseError) -> String {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .proxy("no socket could be opened: \(ReleaseError.reason(errno))") }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 3, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        try connect(descriptor)
        let bytes = Array((command + "\n").utf8)
        guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw .proxy("\(socket) takes no command: \(ReleaseError.reason(errno))")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .proxy("\(socket) does not answer: \(ReleaseError.reason(errno))") }
            if count == 0 { break }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Sends a command that changes something: it answers nothing, or what it changed.
    /// - Parameter allowed: what the answer may contain.
    func set(_ command: String, allowing allowed: String? = nil) throws(ReleaseError) {
        let answer = try send(command)
        if answer.isEmpty { return }
        if let allowed, answer.contains(allowed) { return }
        throw .proxy("HAProxy answers \"\(command)\" with: \(answer)")
    }

    private func connect(_ descriptor: Int32) throws(ReleaseError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socket.utf8)
        guard path.count <= Self.longestPath else { throw .proxy("the path of the socket is too long: \(socket)") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else {
            throw .proxy("HAProxy does not listen at \(socket): \(ReleaseError.reason(errno))")
        }
    }
}
