import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a request's body whole, within its limits of size and time.
struct BodyReader: Sendable {
    /// The longest a client may take to send a body.
    var timeout: Duration

    /// - Throws: a ``Problem`` with status 413 or 408.
    func read(_ request: Request, limit: Int) async throws -> ByteBuffer {
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > limit { throw Self.tooLarge(limit) }
        // HTTP/1.1: without either header there is no body.
        if length == 0 || length == nil && request.headers[.transferEncoding] == nil { return ByteBuffer() }
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await Self.collect(request.body, limit: limit) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw Problem(.requestTimeout, detail: "The body took too long.", headers: [.connection: "close"])
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ByteBuffer()
        }
    }

    private static func collect(_ body: RequestBody, limit: Int) async throws -> ByteBuffer {
        var whole = ByteBuffer()
        do {
            for try await var part in body {
                if whole.readableBytes + part.readableBytes > limit { throw tooLarge(limit) }
                if whole.readableBytes == 0 { whole = part } else { whole.writeBuffer(&part) }
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            // The client went away or broke the protocol: nothing that the service has to answer for.
            throw Problem(.badRequest, detail: "The body broke off.", headers: [.connection: "close"])
        }
        return whole
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, detail: "A body has at most \(limit) bytes here.", headers: [.connection: "close"])
    }
}
