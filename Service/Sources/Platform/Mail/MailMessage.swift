import Foundation

/// A message in the format of RFC 5322, with UTF-8 as base64 (RFC 2045, RFC 2047): no line of it comes from the text itself.
struct MailMessage {
    let from: String
    let to: String
    let lines: [String]

    /// - Throws: ``MailError/address`` for an address that could end a command or header.
    init(_ mail: Mail, from: String, id: String, at now: Timestamp) throws {
        for address in [from, mail.to] where !Self.isAddress(address) { throw MailError.address }
        self.from = from
        to = mail.to
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let body = Data(mail.text.replacing("\n", with: "\r\n").utf8).base64EncodedString()
        lines =
            [
                "Date: \(Self.date(now))", "From: <\(from)>", "To: <\(mail.to)>", "Message-ID: <\(id)@\(domain)>",
                "Subject: =?utf-8?B?\(Data(mail.subject.utf8).base64EncodedString())?=", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            ] + stride(from: 0, to: body.utf8.count, by: 76).map { String(body.dropFirst($0).prefix(76)) }
    }

    private static func isAddress(_ text: String) -> Bool {
        text.utf8.count <= 254 && text.contains("@")
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }

    /// `Mon, 23 Nov 2026 00:10:58 +0000`
    private static func date(_ now: Timestamp) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: now.date)
    }
}
