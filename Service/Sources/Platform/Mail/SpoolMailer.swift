import Foundation

/// Writes messages into a folder instead of sending them: for development. Files are for their owner only, since they hold tokens.
public struct SpoolMailer: Mailer {
    private let folder: String
    private let from: String
    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String

    public init(
        folder: String, from: String, now: @escaping @Sendable () -> Timestamp = { .now },
        newID: @escaping @Sendable () -> String = { UUIDv7.make() }
    ) {
        self.folder = folder
        self.from = from
        self.now = now
        self.newID = newID
    }

    public func send(_ mail: Mail) async throws {
        let id = newID()
        let message = try MailMessage(mail, from: from, id: id, at: now())
        // In development a person reads it: the text is written plainly.
        let header = message.lines.prefix { !$0.hasPrefix("Subject:") }
        let text = (header + ["Subject: \(mail.subject.replacing("\n", with: " "))", "", mail.text, ""]).joined(
            separator: "\n")
        try PrivateFile.createFolder(folder)
        try PrivateFile.write(Data(text.utf8), to: "\(folder)/\(id).eml")
    }
}
