import Foundation
import NIOCore
import NIOPosix

/// Sends messages to a mail relay on this machine (RFC 5321). It speaks no TLS, so it refuses any host that is not loopback: let the
/// relay (Postfix, msmtpd, …) authenticate and encrypt towards the outside.
public struct SMTPMailer: Mailer {
    private let host: String
    private let port: Int
    private let from: String
    private let timeout: Duration
    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String

    /// - Parameter timeout: for one message as a whole.
    /// - Throws: ``MailError/notLoopback(_:)``
    public init(
        host: String, port: Int, from: String, timeout: Duration = .seconds(30),
        now: @escaping @Sendable () -> Timestamp = { .now }, newID: @escaping @Sendable () -> String = { UUIDv7.make() }
    ) throws {
        guard Self.isLoopback(host) else { throw MailError.notLoopback(host) }
        self.host = host
        self.port = port
        self.from = from
        self.timeout = timeout
        self.now = now
        self.newID = newID
    }

    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    public func send(_ mail: Mail) async throws {
        let message = try MailMessage(mail, from: from, id: newID(), at: now())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await deliver(message) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw MailError.timeout
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func deliver(_ message: MailMessage) async throws {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            var replies = SMTPReplies(inbound.makeAsyncIterator())
            try await replies.expect(220, after: "the connection")
            for (command, code) in [
                ("EHLO localhost", 250), ("MAIL FROM:<\(message.from)>", 250), ("RCPT TO:<\(message.to)>", 250),
                ("DATA", 354),
            ] {
                try await outbound.write(ByteBuffer(string: command + "\r\n"))
                try await replies.expect(code, after: command.prefix { $0 != ":" && $0 != " " })
            }
            // No line begins with a dot: headers do not, and the body is base64.
            try await outbound.write(ByteBuffer(string: (message.lines + [".", ""]).joined(separator: "\r\n")))
            try await replies.expect(250, after: "the message")
            try await outbound.write(ByteBuffer(string: "QUIT\r\n"))
        }
    }
}

/// Reads the answers of a mail server, each of one or more lines.
struct SMTPReplies<Chunks: AsyncIteratorProtocol> where Chunks.Element == ByteBuffer {
    private static var longest: Int { 64 * 1024 }

    private var chunks: Chunks
    private var received = ByteBuffer()

    init(_ chunks: Chunks) { self.chunks = chunks }

    /// - Throws: ``MailError`` for any other answer.
    mutating func expect(_ code: Int, after command: some StringProtocol) async throws {
        var line = try await line()
        while line.dropFirst(3).first == "-" { line = try await self.line() }
        guard line.prefix(3) == String(code) else {
            throw MailError.refused(command: String(command), reply: String(line.prefix(3)))
        }
    }

    private mutating func line() async throws -> String {
        while true {
            if let end = received.readableBytesView.firstIndex(of: UInt8(ascii: "\n")),
                let line = received.readString(length: end - received.readerIndex + 1)
            {
                return line.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            guard received.readableBytes < Self.longest, let chunk = try await chunks.next() else {
                throw MailError.closed
            }
            received.writeImmutableBuffer(chunk)
        }
    }
}
