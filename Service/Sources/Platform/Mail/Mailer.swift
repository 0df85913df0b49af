/// A message of plain text to one address.
public struct Mail: Sendable, Equatable {
    public var to: String
    public var subject: String
    public var text: String

    public init(to: String, subject: String, text: String) {
        self.to = to
        self.subject = subject
        self.text = text
    }
}

/// Hands messages on.
public protocol Mailer: Sendable {
    /// Returns when the message is in safe hands: accepted by a server, or on disk.
    /// - Throws: ``MailError`` or a file or network error. No message names the recipient.
    func send(_ mail: Mail) async throws
}

/// A message that was not accepted.
public enum MailError: Error, Equatable, CustomStringConvertible {
    case address
    case refused(command: String, reply: String)
    case closed
    case timeout
    case notLoopback(String)

    public var description: String {
        switch self {
        case .address: "an address holds characters that none may have"
        case .refused(let command, let reply): "the mail server answered \(command) with \(reply)"
        case .closed: "the mail server closed the connection"
        case .timeout: "the mail server did not answer in time"
        case .notLoopback(let host):
            "mail goes to a relay on this machine only, which adds TLS; \(host) is not a loopback address"
        }
    }
}
