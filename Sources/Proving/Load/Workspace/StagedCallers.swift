import Blueprint
import Foundation

/// Signed-in callers for a service that somebody else starts, such as behind a proxy: a state folder in which they and their
/// rows are, the settings that the service needs to believe them, and what they ask.
///
/// All of them come from one address there, so nobody asks what is counted by address.
public struct StagedCallers: Sendable {
    /// What was asked and what failed.
    public struct Account: Sendable, Codable, Equatable {
        public var requests: Int
        /// Answers other than what the request's case expects, and requests without an answer.
        public var failures: Int
        public var dropped: Int
        /// By status, or by what went wrong.
        public var outcomes: [String: Int]
        /// Milliseconds.
        public var p95: Double
        /// How late the generator was itself: milliseconds, p99.
        public var lag: Double
        /// They would have gone on asking.
        public var wasStopped: Bool
    }

    private let stage: WorkspaceStage
    private let rate: Double
    private let seconds: Double

    /// - Parameters:
    ///   - folder: of the service, where `Migrations` lie.
    ///   - rate: requests a second.
    ///   - seconds: for which they can ask at most.
    /// - Throws: as `WorkspaceLoad.report`.
    public init(
        server: String, folder: String, blueprint: Blueprint, toolbox: Toolbox, rate: Double, seconds: Double
    ) async throws {
        self.rate = rate
        self.seconds = seconds
        var plan = WorkspacePlan(blueprint, rate: rate, seconds: seconds)
        plan.parts.removeAll { $0.endpoint.authentication != .required }
        stage = try await WorkspaceStage(
            server: server, workspace: folder, blueprint: blueprint, toolbox: toolbox, plan: plan, seconds: seconds)
    }

    /// The folder for the service's data and keys.
    public var state: String { stage.folder }

    /// The settings that the service needs.
    public var environment: [String: String] { stage.environment.compactMapValues(\.self) }

    public func close() { stage.close() }

    /// Asks until it is cancelled, or the time is over.
    public func ask(at target: LoadTarget) async throws -> Account {
        var mix = stage.mix(target, lifetime: Int(seconds) + 3600).0
        if mix.endpoints.isEmpty { mix = LoadMix([Self.document(target)]) }
        let measurement = try await LoadGenerator(target, mix).run([LoadStage(rate: rate, seconds: seconds)])
        let all = measurement.all
        return Account(
            requests: measurement.requests, failures: measurement.failures, dropped: measurement.dropped,
            outcomes: LoadReport.named(all.statuses).merging(all.errors) { $1 }, p95: measurement.latency(95),
            lag: measurement.lag(99), wasStopped: measurement.isInterrupted)
    }

    /// What a service without accounts answers to anybody as often as they like.
    private static func document(_ target: LoadTarget) -> LoadEndpoint {
        let request = LoadRequest("GET", "/openapi.json", host: target.authority, headers: [], expected: [200])
        return LoadEndpoint("openapi.json", weight: 1, .cycle([request]))
    }
}
