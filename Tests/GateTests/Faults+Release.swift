import Foundation
import Workflow

extension Fault {
    /// Of the release and of what is handed over.
    static let release = [
        Fault("release.go", "the gate of verification has a criterion that failed") { copy in
            await copy.change { state in
                for phase in state.phases.indices where state.phases[phase].id == "verification" {
                    state.phases[phase].gate[0].verdict = .fail
                }
            }
        },
        Fault("release.staging-suite", "an ownership check is dropped", dropOwnership),
        Fault("release.staging-persists", "each start but the first begins with an empty database") { copy in
            try copy.edit("Sources/Platform/Commands/ServeCommand.swift") {
                "import Foundation\n"
                    + $0.replacing(
                        "        configuration = try context.configuration()\n",
                        with: """
                                    configuration = try context.configuration()
                                    let mark = configuration.stateFolder + "/started"
                                    for end in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: mark) {
                                        try? FileManager.default.removeItem(atPath: configuration.databasePath + end)
                                    }
                                    _ = FileManager.default.createFile(atPath: mark, contents: nil)

                            """)
            }
        },
        Fault("release.no-failed-request", "one request in fifty is answered with 500", overload),
        Fault("release.version-serves", "the code is edited after the release") { copy in
            try await copy.release()
            try copy.edit("Sources/Platform/Application/OperationalEndpoints.swift") {
                $0.replacing(#".text("ok\n")"#, with: #".text("fine\n")"#)
            }
        },
        Fault("release.watched", "the supervisor is gone") { copy in
            try await copy.release()
            try await copy.endWatching()
        },
        Fault("release.alerts-checked", "an alert is renamed, and its tests are not") { copy in
            try copy.edit("deploy/monitoring/rules.yml") {
                $0.replacing("alert: ErrorsHigh", with: "alert: ErrorsHigher")
            }
        },
        Fault("release.manifests-valid", "the number of replicas is a word") { copy in
            try copy.edit("deploy/kubernetes/blue.yaml") { $0.replacing("replicas: 2", with: "replicas: two") }
        },
        Fault("release.documents-served", "a page is edited after the release") { copy in
            try await copy.release()
            try copy.edit("docs/errors.md") { $0 + "\nOne more line.\n" }
        },
        Fault("release.handover-written", "nobody says who is called at night") { copy in
            try copy.edit("docs/handover.md") { $0.replacing("## Escalation", with: "## More") }
        },
    ]
}
