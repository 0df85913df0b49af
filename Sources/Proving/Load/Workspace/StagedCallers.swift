import Blueprint
import Brief
import Foundation

/// Signed-in callers for a service that somebody else starts, such as behind a proxy: a state folder in which they and their
/// rows are, the settings that the service needs to believe them, and what they ask.
///
/// A proxy tells their real address, which is one. So nobody asks what is counted by address; where all is, each request comes
/// from an address of its own.
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
    private let hasOneAddress: Bool

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
        let limits = blueprint.brief.limits
        var plan = try WorkspacePlan(blueprint, rate: rate, seconds: seconds) { endpoint in
            endpoint.authentication == .required
                && !limits.contains { $0.subjects.contains(.ip) && $0.counts(endpoint, isSignedIn: true) }
        }
        hasOneAddress = !plan.parts.isEmpty
        if !hasOneAddress { plan = try WorkspacePlan(blueprint, rate: rate, seconds: seconds) }
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
        var target = target
        target.isCalledFromManyAddresses = !hasOneAddress
        let mix = stage.mix(target, lifetime: Int(seconds) + 3600).0
        let measurement = try await LoadGenerator(target, mix).run([LoadStage(rate: rate, seconds: seconds)])
        let all = measurement.all
        return Account(
            requests: measurement.requests, failures: measurement.failures, dropped: measurement.dropped,
            outcomes: LoadReport.named(all.statuses).merging(all.errors) { $1 }, p95: measurement.latency(95),
            lag: measurement.lag(99), wasStopped: measurement.isInterrupted)
    }
}
