import Workflow

/// Whether a version may be released, computed from what the gates read.
public struct GoNoGo: Sendable, Hashable, Codable {
    /// A criterion that forbids it, and the command that shows why.
    public struct Blocker: Sendable, Hashable, Codable {
        public var criterion: String
        public var why: String
        public var command: String
    }

    /// Why not; empty means GO.
    public var blockers: [Blocker]
    public var passed: Int
    public var total: Int

    public var isGo: Bool { blockers.isEmpty }
    /// `GO`, `NO-GO`
    public var decision: String { isGo ? "GO" : "NO-GO" }

    /// - Parameters:
    ///   - gates: the criteria of all phases before the release. No readings at all is no reason to go.
    ///   - workspace: what the commands name.
    public init(_ gates: [GateLine], workspace: String) {
        passed = gates.filter { $0.verdict == .pass }.count
        total = gates.count
        blockers = gates.filter { $0.verdict != .pass }.map { gate in
            let value = gate.value.map { "\($0.short) \(gate.unit)" }
            let why =
                gate.verdict == .notMeasured
                ? "not measured\(gate.note.isEmpty ? "" : ": " + gate.note)"
                : "\(value ?? "no figure"), should be \(gate.threshold)\(gate.note.isEmpty ? "" : ": " + gate.note)"
            return Blocker(
                criterion: gate.criterion, why: why, command: "fivegate evidence \(gate.criterion) -C \(workspace)")
        }
        if gates.isEmpty {
            blockers = [
                Blocker(
                    criterion: "gates", why: "no criterion was measured", command: "fivegate gates -C \(workspace)")
            ]
        }
    }

    /// The decision and each blocker with its command.
    public var lines: [String] {
        ["\(decision): \(passed) of \(total) criteria pass"]
            + blockers.map { "  \($0.criterion): \($0.why)\n    see: \($0.command)" }
    }
}
