@testable import Platform

/// Keeps the mail that it is given; a test waits for the next one.
struct RecordingMailer: Mailer {
    let mails: AsyncStream<Mail>
    private let continuation: AsyncStream<Mail>.Continuation

    init() { (mails, continuation) = AsyncStream.makeStream() }

    func send(_ mail: Mail) async throws { continuation.yield(mail) }

    /// All mail that was sent until now.
    func finish() async -> [Mail] {
        continuation.finish()
        return await mails.reduce(into: []) { $0.append($1) }
    }
}
