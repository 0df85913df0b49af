import FakeCluster
import Foundation
import Processes
import Testing

@testable import Release

/// A release in a cluster that is played, with the objects that are rendered for the users service; kubectl is real.
struct ClusterScene: Sendable {
    let folder: String
    let cluster: FakeCluster
    let store: ReleaseStore
    let kubectl: Kubectl
    let target: KubernetesTarget
    let supervisor = Supervisor()

    /// The version that serves when a scene begins, put there by `kubectl create -k`.
    static let first = Version(content: "latest")

    static let manifests = URL(filePath: #filePath).appending(
        path: "../../../../Examples/users/service/deploy/kubernetes"
    ).standardized.path

    static func play(_ body: (ClusterScene) async throws -> Void) async throws {
        let scene = try await ClusterScene()
        do { try await body(scene) } catch {
            try? await scene.end()
            throw error
        }
        try await scene.end()
    }

    private init() async throws {
        folder = NSTemporaryDirectory() + "/cluster-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        cluster = try await FakeCluster.start(in: folder)
        store = try ReleaseStore(folder: folder + "/release")
        kubectl = try await Kubectl(
            supervisor: supervisor, environment: ["KUBECONFIG": cluster.configuration, "HOME": folder])
        var limits = KubernetesTarget.Limits()
        limits.ready = .seconds(2)
        limits.route = .seconds(1)
        limits.drain = .seconds(1)
        limits.interval = .milliseconds(20)
        target = KubernetesTarget(kubectl: kubectl, name: "users", store: store, limits: limits)
        try JSONEncoder().encode(Scene.plan).write(to: URL(filePath: folder + "/plan.json"))
        try await kubectl.run(["create", "--validate=false", "-k", Self.manifests])
        let blue = Placement(version: Self.first, slot: .blue, instance: .deployment("users-blue", start: ""))
        try await target.awaitReady(blue)
    }

    private func end() async throws {
        await supervisor.stopAll(grace: .seconds(1))
        try await cluster.stop()
        try FileManager.default.removeItem(atPath: folder)
    }

    func control(progress: @escaping @Sendable (RolloutState) -> Void = { _ in }) -> ReleaseControl {
        ReleaseControl(store: store, target: target, progress: progress)
    }

    func version(_ image: String, package: String? = nil) throws -> Version {
        let image = try ImageReference(image)
        try ImageFolder(store: store).add(image.text, version: image.version, package: package)
        return image.version
    }

    @discardableResult
    func deploy(
        _ version: Version, plan: RolloutPlan = Scene.plan,
        progress: @escaping @Sendable (RolloutState) -> Void = { _ in }
    ) async throws -> RolloutState {
        try await control(progress: progress).deploy(version, plan: plan)
    }

    /// The orchestrator in a process of its own.
    func probe(_ arguments: String..., killAt: Int? = nil) async throws -> Outcome {
        try await supervisor.run(
            Command(
                Scene.binary("ReleaseProbe"), [folder, "kubernetes"] + arguments,
                environment: [
                    "KILL_AT": killAt.map { "\($0)" }, "KUBECONFIG": cluster.configuration, "HOME": folder,
                ], timeLimit: .seconds(60)))
    }

    /// State and cluster agree, and one version has all the traffic.
    func expectServing(_ version: Version, _ place: SourceLocation = #_sourceLocation) async throws {
        let state = try store.load()
        #expect(state.stage == .serving, sourceLocation: place)
        #expect(state.live?.version == version, "\(state.reason ?? "")", sourceLocation: place)
        let weights = Dictionary(
            uniqueKeysWithValues: state.weights.map { ("users-\($0.key.rawValue)", $0.value) })
        #expect(cluster.weights == weights, sourceLocation: place)
        for slot in Slot.allCases {
            let images = Set(cluster.images("users-\(slot.rawValue)").compactMap(ImageReference.version))
            let expected = Set([state[slot]?.version.description].compactMap(\.self))
            #expect(images == expected, "\(slot)", sourceLocation: place)
        }
    }

    /// How often the route was changed.
    func changesOfTheRoute() async throws -> Int {
        try #require(try await target.look().route.metadata.generation)
    }
}
