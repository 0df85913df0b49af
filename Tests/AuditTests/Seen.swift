import Synchronization

/// The requests that a test's server was sent.
final class Seen: Sendable {
    private let requests = Mutex<[LoopbackServer.Request]>([])

    var last: LoopbackServer.Request? { requests.withLock { $0.last } }

    func note(_ request: LoopbackServer.Request) { requests.withLock { $0.append(request) } }
}
