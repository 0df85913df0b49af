import Foundation
import NIOCore
import NIOPosix

/// A mail server on a free loopback port that takes one connection, answers each command as told, and keeps what it was sent.
struct MailServer {
    let port: Int
    private let conversation: Task<[String], any Error>

    /// - Parameter answers: by the first four letters of a command; `250 ok` for others; an empty answer closes the connection.
    init(greeting: String = "220 ready", answers: [String: String] = [:]) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        port = server.channel.localAddress?.port ?? 0
        conversation = Task {
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    return try await Self.talk(connection, greeting, answers)
                }
                return []
            }
        }
    }

    /// All lines that came, when the client has gone.
    func lines() async throws -> [String] { try await conversation.value }

    func stop() { conversation.cancel() }

    private static func talk(
        _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ greeting: String, _ answers: [String: String]
    ) async throws -> [String] {
        try await connection.executeThenClose { inbound, outbound in
            var lines: [String] = []
            var rest = ""
            var isMessage = false
            if !greeting.isEmpty { try await outbound.write(ByteBuffer(string: greeting + "\r\n")) }
            for try await chunk in inbound {
                rest += String(buffer: chunk)
                while let end = rest.range(of: "\r\n") {
                    let line = String(rest[..<end.lowerBound])
                    rest = String(rest[end.upperBound...])
                    lines.append(line)
                    if isMessage && line != "." { continue }
                    let key = isMessage ? "." : String(line.prefix(4))
                    isMessage = line == "DATA"
                    let answer = answers[key] ?? (isMessage ? "354 go on" : "250 ok")
                    if answer.isEmpty || key == "QUIT" { return lines }
                    try await outbound.write(ByteBuffer(string: answer + "\r\n"))
                }
            }
            return lines
        }
    }
}
