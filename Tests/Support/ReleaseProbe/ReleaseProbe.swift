import Foundation
import Glibc
import Processes
import Release

/// Release commands in a process of their own, which tests kill at the moments they choose.
///
///     ReleaseProbe FOLDER DOOR deploy VERSION | rollback
///     ReleaseProbe FOLDER kubernetes deploy IMAGE | rollback
///
/// `KILL_AT=N` ends the process with SIGKILL at the N-th checkpoint: even numbers lie before an effect, odd ones between an
/// effect and the writing of what came of it. Prints the number of checkpoints.
@main struct ReleaseProbe {
    static func main() async {
        do { try await run(Array(CommandLine.arguments.dropFirst())) } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit((error as? ReleaseError)?.exitStatus ?? 70)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        let folder = arguments[0]
        let store = try ReleaseStore(folder: folder + "/release")
        let target = try await target(arguments[1], folder, store)
        let killAt = ProcessInfo.processInfo.environment["KILL_AT"].flatMap { Int($0) }
        let control = ReleaseControl(
            store: store, target: target,
            progress: { FileHandle.standardOutput.write(Data("\($0.stage)\n".utf8)) },
            checkpoint: { if $0 == killAt { kill(getpid(), SIGKILL) } })
        switch arguments[2] {
        case "deploy":
            let plan = try JSONDecoder().decode(
                RolloutPlan.self, from: Data(contentsOf: URL(filePath: folder + "/plan.json")))
            var version = Version(content: arguments[3])
            if target is KubernetesTarget {
                let image = try ImageReference(arguments[3])
                version = image.version
                try ImageFolder(store: store).add(image.text, version: version, package: nil)
            }
            _ = try await control.deploy(version, plan: plan)
        case "rollback": _ = try await control.rollBack("asked")
        default: exit(64)
        }
    }

    private static func target(_ place: String, _ folder: String, _ store: ReleaseStore) async throws -> any Target {
        let supervisor = Supervisor()
        if place == "kubernetes" {
            var limits = KubernetesTarget.Limits()
            limits.interval = .milliseconds(20)
            return KubernetesTarget(
                kubectl: try await Kubectl(supervisor: supervisor), name: "users", store: store, limits: limits)
        }
        let door = Int(place) ?? 0
        return LocalTarget(
            store: store, program: ServiceProgram(name: "tiny", state: folder + "/state", environment: [:]),
            router: try HAProxyRouter(store: store, name: "tiny", door: door, supervisor: supervisor), door: door,
            supervisor: supervisor)
    }
}
