import Blueprint
import Brief
import Foundation
import Processes

/// Puts a workspace's own server under load: the design's cases as a weighted mix, with real tokens and ids.
public struct WorkspaceLoad: Sendable {
    /// No operation can be asked; the message says why.
    struct Nothing: Error, CustomStringConvertible {
        var description: String
    }

    let server: String
    let workspace: String
    let blueprint: Blueprint
    let toolbox: Toolbox
    let question: LoadReport.Question
    let options: LoadOptions

    /// - Parameters:
    ///   - server: the built executable.
    ///   - workspace: the service's folder.
    ///   - question: its `target` is set when the server listens.
    public init(
        server: String, workspace: String, blueprint: Blueprint, toolbox: Toolbox, question: LoadReport.Question,
        options: LoadOptions
    ) {
        self.server = server
        self.workspace = workspace
        self.blueprint = blueprint
        self.toolbox = toolbox
        self.question = question
        self.options = options
    }

    /// What the brief promises, as thresholds: p95, errors, and for a constant rate the throughput (but for a hundredth,
    /// since the last answers come after the last second).
    public static func thresholds(_ blueprint: Blueprint, _ profile: LoadProfile, rate: Double) -> [Threshold] {
        let levels = blueprint.brief.slo
        let promised = [
            Threshold(.duration, .percentile(95), .less, levels.p95), Threshold(.failed, .rate, .less, levels.errors),
        ]
        return profile == .load ? promised + [Threshold(.requests, .rate, .greaterOrEqual, rate * 0.99)] : promised
    }

    /// As `report`, but a run that the generator itself spoilt, which says nothing of the service, is done again.
    /// - Parameter attempts: how often at most; the last report is answered whatever its verdict.
    public func validReport(
        attempts: Int = 3, _ progress: @escaping @Sendable (LoadRun.Progress) -> Void = { _ in }
    ) async throws -> LoadReport {
        var report = try await report(progress)
        var spoilt: [String] = []
        while report.verdict == .invalid, spoilt.count + 1 < attempts {
            spoilt += ["run \(spoilt.count + 1) was spoilt: \(report.reasons.joined(separator: "; "))"]
            report = try await self.report(progress)
        }
        report.notes += spoilt
        return report
    }

    /// Seeds, starts, measures, stops.
    /// - Parameters:
    ///   - script: is given the k6 script of the same mix before the clock starts.
    /// - Throws: `MissingTool`; `ServerProcess.NotReady`; as `LoadRun.report`.
    public func report(
        script: @Sendable (String) throws -> Void = { _ in },
        _ progress: @escaping @Sendable (LoadRun.Progress) -> Void = { _ in }
    ) async throws -> LoadReport {
        let (rate, seconds) = planned
        let plan = try WorkspacePlan(blueprint, rate: rate, seconds: seconds)
        guard !plan.parts.isEmpty else {
            throw Nothing(
                description: "there is nothing to ask: " + (plan.leftOut + plan.unasked).joined(separator: "; "))
        }
        let stage = try await WorkspaceStage(
            server: server, workspace: workspace, blueprint: blueprint, toolbox: toolbox, plan: plan, seconds: seconds)
        defer { stage.close() }
        var report = try await ServerProcess.running(
            server, directory: workspace, state: stage.folder, environment: stage.environment,
            supervisor: toolbox.supervisor
        ) { process in
            let target = LoadTarget(host: "127.0.0.1", port: process.port)
            var question = question
            question.target = target.url
            question.leftOut += plan.leftOut
            question.notes += plan.unasked.map { "not asked: \($0)" } + plan.wholeLists
            let (mix, rehearsal) = stage.mix(target, lifetime: Int(seconds) + 3600)
            question.notes += await Self.rehearse(rehearsal, process.client)
            try script(K6Script(question, mix, options).text)
            let run = LoadRun(
                LoadGenerator(target, mix, options), question, server: ServerWatch(pid: process.child.identity.pid))
            var report = try await run.report(progress)
            if !Task.isCancelled { report.bottlenecks = await ServiceFigures.read(process.client) }
            return report
        }
        if !Task.isCancelled {
            report.bottlenecks?.queries = try QueryTimes.read(stage.folder + "/service.sqlite", blueprint)
        }
        return report
    }

    /// Sends each once, so that statements are compiled and files read before the clock starts.
    /// - Returns: what was not answered as expected.
    private static func rehearse(_ requests: [LoadRequest], _ client: HTTPClient) async -> [String] {
        var notes: [String] = []
        for request in requests {
            let headers = Dictionary(
                (request.headers + request.credentials).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            let answer = try? await client.send(
                request.method, request.path, headers: headers, body: request.body.map { Data($0) })
            if let answer, request.expected.contains(answer.status) { continue }
            let said = answer.map { "\($0.status): \($0.text.prefix(200))" } ?? "nothing"
            notes.append("before the clock started, \(request.method) \(request.path) answered \(said)")
        }
        return notes
    }

    /// The highest rate that may be asked, and for how long: what callers are seeded for.
    private var planned: (rate: Double, seconds: Double) {
        switch question.profile {
        case .load, .endurance: (question.rate, question.seconds)
        case .spike: (question.rate * Spike.factor, question.seconds)
        case .stress: (question.rate * 16, question.seconds * 12)
        }
    }
}
