import Proving
import Synchronization

/// One client a port, which waits for two seconds: what answers later is not well. A supervisor asks for weeks, and a session
/// of Foundation's is not given back.
final class ClientCache: Sendable {
    private let clients = Mutex<[Int: HTTPClient]>([:])

    func client(port: Int) -> HTTPClient {
        clients.withLock { clients in
            if let known = clients[port] { return known }
            let client = HTTPClient(base: "http://127.0.0.1:\(port)", timeLimit: 2)
            clients[port] = client
            return client
        }
    }
}
