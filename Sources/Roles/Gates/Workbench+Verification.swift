import Blueprint
import Brief
import Foundation
import Proving
import Workflow

/// What is measured on the server as it is released, each time with servers and databases of its own.
extension Workbench {
    var verification: [String: Read] {
        let bench = self
        let load: @Sendable (any KeyPath<LoadReadings, Reading> & Sendable) -> Read = { path in
            { subject in try await bench.loadReadings(of: subject)[keyPath: path] }
        }
        return [
            "scenarios.passed": { try await bench.scenarios(of: $0.workspace, step: $0.step).reading },
            "contract.disagreements": { try await bench.contract(of: $0.workspace, step: $0.step) },
            "audit.findings": { AuditFindings.read(try await bench.audit(of: $0.workspace, step: $0.step)) },
            "secrets.findings": { SecretFindings.read(try await bench.secrets(of: $0.workspace)) },
            "load.latency": load(\.latency), "load.throughput": load(\.throughput), "load.errors": load(\.errors),
            "load.memory": load(\.memory), "load.processor": load(\.processor), "load.database": load(\.database),
            "documents.examples": { try await bench.examples(of: $0.workspace, step: $0.step) },
            "documents.commands": { try await bench.guideCommands(of: $0.workspace, step: $0.step) },
        ]
    }

    private func loadReadings(of subject: Subject) async throws -> LoadReadings {
        LoadReadings(
            try await load(of: subject.workspace, step: subject.step), promised: project.blueprint.brief.slo)
    }

    /// Where document and server disagree.
    private func contract(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        let scenarios = try await scenarios(of: workspace, step: step)
        return try await onStage(of: workspace, step: step) { stage in
            step("provoking the documented answers")
            let document = try String(contentsOfFile: workspace + "/openapi.yaml", encoding: .utf8)
            return try await Contract(on: stage, document: document).read(scenarios)
        }
    }

    /// The test plan's scenarios over HTTP.
    func scenarios(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Scenarios {
        try await measurements.value("scenarios", of: workspace) {
            try await onStage(of: workspace, step: step) { stage in
                try await Scenarios.play(on: stage) { step("played \($0) of \($1) scenarios") }
            }
        }
    }

    /// What an attack on the service finds.
    func audit(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> AuditReport {
        try await measurements.value("audit", of: workspace) {
            let server = try await builds.releaseServer(of: workspace, step: step)
            return try await WorkspaceAudit(
                server: server, workspace: workspace, blueprint: project.blueprint, toolbox: toolbox
            ).run { step($0.title) }
        }
    }

    /// Secrets in the files and in the history.
    func secrets(of workspace: String) async throws -> SecretReport {
        try await measurements.value("secrets", of: workspace, key: GitTree.history) {
            try await SecretScan(workspace, supervisor).run()
        }
    }

    /// The service at the rate that the brief promises.
    func load(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> LoadReport {
        try await measurements.value("load", of: workspace) {
            try await workspaceLoad(.load, rate: project.blueprint.brief.slo.throughput, of: workspace, step: step)
                .validReport(attempts: options.loadAttempts) { step($0.words) }
        }
    }

    /// A profile of load, as long as a run has time for.
    func workspaceLoad(
        _ profile: LoadProfile, rate: Double, of workspace: String, step: @escaping @Sendable (String) -> Void
    ) async throws -> WorkspaceLoad {
        let blueprint = project.blueprint
        let question = LoadReport.Question(
            title: blueprint.brief.title, target: "", profile: profile, rate: rate,
            seconds: profile == .stress ? 3 : options.loadSeconds,
            thresholds: WorkspaceLoad.thresholds(blueprint, profile, rate: rate))
        return WorkspaceLoad(
            server: try await builds.releaseServer(of: workspace, step: step), workspace: workspace,
            blueprint: blueprint, toolbox: toolbox, question: question, options: LoadOptions())
    }

    /// The examples of the reference pages that do not answer as printed.
    func examples(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        try await onStage(of: workspace, step: step) { stage in
            step("executing the examples")
            return try await DocumentExamples(on: stage).read(workspace + "/docs/reference")
        }
    }

    /// The guides' and the runbook's commands that fail.
    func guideCommands(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        let server = try await builds.releaseServer(of: workspace, step: step)
        step("executing the commands of the guides")
        return try await GuideCommands(toolbox).read(
            ["docs/getting-started.md", "docs/errors.md", "docs/runbook.md"], server: server, workspace: workspace)
    }

    private func onStage<Value: Sendable>(
        of workspace: String, step: @escaping @Sendable (String) -> Void,
        _ body: (ScenarioStage) async throws -> Value
    ) async throws -> Value {
        let stage = try await ScenarioStage(
            server: try await builds.releaseServer(of: workspace, step: step), workspace: workspace,
            blueprint: project.blueprint, toolbox: toolbox)
        defer { stage.close() }
        return try await body(stage)
    }
}

extension LoadRun.Progress {
    /// For a line of progress.
    var words: String {
        switch self {
        case .step(let rate): "\(Int(rate)) requests/s"
        case .second(let second): "\(second.completed) requests in second \(Int(second.time.rounded()))"
        }
    }
}
