import Foundation
import Synchronization

/// A Kubernetes cluster, played: an API server that speaks HTTP and remembers objects, the deployments' controller, a gateway
/// that splits a steady load by the route's weights, and pods that count. kubectl is told of it by a file.
public final class FakeCluster: Sendable {
    public static let namespace = "shop"
    /// For `KUBECONFIG`, with mode 0600.
    public let configuration: String
    /// A secret that no command line may show.
    public let token = "fake-\(UUID().uuidString)"
    private let state = Mutex(ClusterState())
    private let listener: Mutex<HTTPListener?> = Mutex(nil)
    private let begun = ContinuousClock.now
    public let port: Int

    /// - Parameter folder: where the file is put.
    public static func start(in folder: String) async throws -> FakeCluster {
        let box = Box()
        let listener = try await HTTPListener { box.cluster.withLock { $0 }?.respond($0) ?? .hangUp }
        let cluster = try FakeCluster(listener: listener, folder: folder)
        box.cluster.withLock { $0 = cluster }
        return cluster
    }

    private init(listener: HTTPListener, folder: String) throws {
        port = listener.port
        configuration = folder + "/kubeconfig"
        let file: Value = [
            "apiVersion": "v1", "kind": "Config", "current-context": "fake",
            "clusters": [["name": "fake", "cluster": ["server": .string("http://127.0.0.1:\(listener.port)")]]],
            "users": [["name": "deployer", "user": ["token": .string(token)]]],
            "contexts": [
                [
                    "name": "fake",
                    "context": ["cluster": "fake", "user": "deployer", "namespace": .string(Self.namespace)],
                ]
            ],
        ]
        guard
            FileManager.default.createFile(
                atPath: configuration, contents: file.data, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        self.listener.withLock { $0 = listener }
    }

    public func stop() async throws {
        let open = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        try await open?.stop()
    }

    /// After `stop`: the same cluster at the same port.
    public func startAgain() async throws {
        let again = try await HTTPListener(port: port) { [self] in respond($0) }
        listener.withLock { $0 = again }
    }

    // MARK: - What tests look at and change

    public var faults: Faults {
        get { state.withLock { $0.faults } }
        set { state.withLock { $0.faults = newValue } }
    }

    /// Requests a second at the door.
    public func load(_ rate: Double) { advancing { $0.rate = rate } }
    /// Requests that nobody answered.
    public var lost: Int { advancing { $0.lost } }
    /// Requests that reached each service, since the last time this was asked.
    public func takeServed() -> [String: Int] {
        advancing { state in
            defer { state.served = [:] }
            return state.served
        }
    }
    /// Requests to the API server.
    public var requests: Int { state.withLock { $0.requests } }
    /// The weights as the gateway has them, by service.
    public var weights: [String: Int] {
        advancing { Dictionary($0.backends.map { ($0.service, $0.weight) }, uniquingKeysWith: { $1 }) }
    }
    /// The images of the pods of a deployment that are ready.
    public func images(_ deployment: String) -> Set<String> {
        advancing { state in
            Set(
                state.pods.filter { $0.deployment == deployment && $0.isReady(state.now) && $0.ending == nil }
                    .compactMap {
                        $0.template["spec"]?["containers"]?.array.first { $0["name"] == "server" }?["image"]?.string
                    })
        }
    }

    private func advancing<Result: Sendable>(_ body: (inout ClusterState) -> Result) -> Result {
        state.withLock { state in
            state.advance(to: (ContinuousClock.now - begun) / .seconds(1))
            return body(&state)
        }
    }

    private func respond(_ request: HTTPListener.Request) -> HTTPListener.Deed {
        advancing { state in
            state.requests += 1
            let number = state.requests
            let faults = state.faults
            if let every = faults.hangUpEvery, number.isMultiple(of: every) { return .hangUp }
            if let every = faults.errorEvery, number.isMultiple(of: every) {
                return .answer(.failure(500, "InternalError", "Internal error occurred: planted"), after: faults.delay)
            }
            return .answer(APIServer.answer(request, &state), after: faults.delay)
        }
    }

    /// The listener is there before the cluster that it asks.
    private final class Box: Sendable {
        let cluster: Mutex<FakeCluster?> = Mutex(nil)
    }
}
