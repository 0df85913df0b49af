import Foundation
import Testing

@testable import Platform

@Suite struct MailTests {
    private let mail = Mail(to: "ann@example.org", subject: "Grüße", text: "Hello\n.\nBcc: x@example.org\n")
    private let now = Timestamp(rfc3339: "2026-11-23T00:10:58Z")!

    private func mailer(_ server: MailServer, timeout: Duration = .seconds(30)) throws -> SMTPMailer {
        try SMTPMailer(
            host: "127.0.0.1", port: server.port, from: "service@example.org", timeout: timeout, now: { now },
            newID: { "id" })
    }

    private func failure(_ work: () async throws -> Void) async -> MailError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? MailError
        }
    }

    // MARK: The message

    @Test func aMessageHoldsTheTextAsBase64AndItsHeadersInASCII() throws {
        let message = try MailMessage(mail, from: "service@example.org", id: "id", at: now)
        #expect(
            message.lines.prefix(4) == [
                "Date: Mon, 23 Nov 2026 00:10:58 +0000", "From: <service@example.org>", "To: <ann@example.org>",
                "Message-ID: <id@example.org>",
            ])
        let body = message.lines.drop { !$0.isEmpty }.joined()
        #expect(
            String(decoding: try #require(Data(base64Encoded: body)), as: UTF8.self)
                == mail.text.replacing("\n", with: "\r\n"))
        #expect(message.lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
    }

    @Test(arguments: [
        "", "ann", "a@b\r\nRCPT TO:<x@y>", "a b@c", "<a@b>", "ä@b", String(repeating: "a", count: 255) + "@b",
    ])
    func refusesAddressesThatCouldEndACommand(address: String) {
        #expect(throws: MailError.address) {
            try MailMessage(Mail(to: address, subject: "", text: ""), from: "service@example.org", id: "id", at: now)
        }
    }

    // MARK: Spool

    @Test func theSpoolWritesReadableFilesForTheirOwner() async throws {
        let folder = TemporaryFolder()
        let spool = SpoolMailer(folder: folder.file("mail"), from: "service@example.org", now: { now }, newID: { "id" })
        try await spool.send(mail)
        let text = try String(contentsOfFile: folder.file("mail/id.eml"), encoding: .utf8)
        #expect(text.contains("To: <ann@example.org>\n"))
        #expect(text.contains("Subject: Grüße\n\nHello\n"))
        #expect(try folder.mode(of: "mail/id.eml") == 0o600)
        #expect(try folder.mode(of: "mail") == 0o700)
    }

    // MARK: SMTP

    @Test func speaksSMTP() async throws {
        let server = try await MailServer(answers: ["EHLO": "250-localhost\r\n250 SIZE 1000000"])
        try await mailer(server).send(mail)
        let lines = try await server.lines()
        #expect(
            lines.prefix(4) == [
                "EHLO localhost", "MAIL FROM:<service@example.org>", "RCPT TO:<ann@example.org>", "DATA",
            ])
        #expect(lines.filter { $0 == "." }.count == 1)
        #expect(!lines.contains { $0.hasPrefix("Bcc") })
    }

    @Test(arguments: [
        ("MAIL", "550 no", MailError.refused(command: "MAIL", reply: "550")),
        ("RCPT", "550 no ann@example.org here", .refused(command: "RCPT", reply: "550")),
        ("DATA", "451 later", .refused(command: "DATA", reply: "451")),
        (".", "554 spam", .refused(command: "the message", reply: "554")),
        ("EHLO", "", .closed),
    ])
    func tellsWhatTheServerRefused(command: String, answer: String, expected: MailError) async throws {
        let server = try await MailServer(answers: [command: answer])
        defer { server.stop() }
        #expect(await failure { try await mailer(server).send(mail) } == expected)
    }

    @Test func aServerThatSaysNothingIsGivenUp() async throws {
        let server = try await MailServer(greeting: "")
        defer { server.stop() }
        #expect(await failure { try await mailer(server, timeout: .milliseconds(50)).send(mail) } == .timeout)
    }

    @Test(arguments: ["mail.example.org", "10.0.0.1", "127.0.0.1.example.org", "128.0.0.1", "127.0.0.300", "::2", ""])
    func refusesHostsThatAreNotThisMachine(host: String) {
        #expect(throws: MailError.notLoopback(host)) { try SMTPMailer(host: host, port: 25, from: "a@b") }
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
    func acceptsThisMachine(host: String) throws {
        _ = try SMTPMailer(host: host, port: 25, from: "a@b")
    }
}
