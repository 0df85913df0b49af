import Foundation

/// What an engine is given besides its workflow and its ports.
public struct EngineOptions: Sendable {
    /// Who holds the leases: host and process.
    public var holder: String
    /// The phase after whose gate to stop; nil means go as far as can be.
    public var stopAfter: String?
    /// How often a closed gate may bring the run back to a phase.
    public var reopenLimit: Int
    /// Milliseconds since 1970.
    public var now: @Sendable () -> Int64
    /// The items of a kind (`endpoint`), in dependency order, read from the deliverables of earlier phases.
    public var items: @Sendable (_ kind: String, DeliverableReader) async throws -> [String]
    /// Asked before the gate of a phase with an approval criterion, with the digest to approve; nil leaves it open.
    public var approve: @Sendable (_ phase: String, _ digest: String) async -> Approval?
    public var progress: @Sendable (ProgressEvent) -> Void

    public init(
        holder: String, stopAfter: String? = nil, reopenLimit: Int = 3,
        now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) },
        items: @escaping @Sendable (_ kind: String, DeliverableReader) async throws -> [String] = { _, _ in [] },
        approve: @escaping @Sendable (_ phase: String, _ digest: String) async -> Approval? = { _, _ in nil },
        progress: @escaping @Sendable (ProgressEvent) -> Void = { _ in }
    ) {
        self.holder = holder
        self.stopAfter = stopAfter
        self.reopenLimit = reopenLimit
        self.now = now
        self.items = items
        self.approve = approve
        self.progress = progress
    }
}

/// Why an engine cannot do what it was asked to.
public enum EngineError: Error, Hashable, CustomStringConvertible {
    case noRun
    case unknownPhase(String)
    case notBuilt(phase: String)
    /// The workflow has changed since the run began.
    case otherWorkflow

    public var description: String {
        switch self {
        case .noRun: "this workspace holds no run; start one with: fivegate run BRIEF"
        case .unknownPhase(let phase): "there is no phase \(phase)"
        case .notBuilt(let phase): "the phase \(phase) is not supported yet"
        case .otherWorkflow: "the workflow has changed since this run began; start a new one with: fivegate run BRIEF"
        }
    }
}
