import Foundation

/// What commands and agents ask of a run.
extension RunState {
    /// The phase the run is in: the first that is not open; nil when all are.
    public var currentPhase: PhaseState? { phases.first { $0.status != .open } }

    public func phase(_ id: String) -> PhaseState? { phases.first { $0.id == id } }

    public func task(_ id: String) -> TaskState? {
        for phase in phases {
            if let task = phase.tasks.first(where: { $0.id == id }) { return task }
        }
        return nil
    }

    /// All tasks of all phases that have started.
    public var tasks: [TaskState] { phases.flatMap(\.tasks) }

    /// The digest of what a phase delivered, as it is now: what an approval is about.
    /// - Parameter files: the id of each file's content in the workspace, by path.
    public func digest(of phase: String, files: [String: String]) -> String {
        let tasks = self.phase(phase)?.tasks ?? []
        let own = Set(tasks.flatMap(\.task.produces))
        let delivered = deliverables.values.filter { own.contains($0.name) }.map { "\($0.name) \($0.hash)\n" }
        let written = Set(tasks.flatMap(\.paths)).map { "\($0) \(files[$0] ?? "missing")\n" }
        return SHA256Digest.of(Data((delivered.sorted() + written.sorted()).joined().utf8))
    }

    /// Whether what the phase had delivered when its gate was last measured is what was approved.
    public func isApproved(_ phase: String) -> Bool {
        guard let approval = approvals[phase] else { return false }
        return approval.subject == self.phase(phase)?.digest
    }

    /// Every criterion of the workflow's built phases with what is known of it; what was never measured says so.
    public func gates(of workflow: Workflow) -> [GateLine] {
        workflow.phases.flatMap { phase in
            phase.gate.map { criterion in
                let result = self.phase(phase.id)?.gate.first { $0.criterion.id == criterion.id }
                return GateLine(
                    phase: phase.id, criterion: criterion.id, verdict: result?.verdict ?? .notMeasured,
                    value: result?.value, threshold: "\(criterion.comparison.rawValue) \(criterion.threshold.plain)",
                    unit: criterion.unit, note: result?.note ?? "", evidence: result?.evidence ?? [])
            }
        }
    }

    /// How many items of the current phase are done: `{"completed_endpoints": 12, "total_endpoints": 20}`.
    public func items(of phase: String) -> (completed: Int, total: Int) {
        let groups = Dictionary(grouping: self.phase(phase)?.tasks.filter { $0.task.item != nil } ?? []) {
            $0.task.item
        }
        let completed = groups.values.filter { $0.allSatisfy { $0.status == .finished } }.count
        return (completed, groups.count)
    }
}

/// One line of `fivegate gates --json`.
public struct GateLine: Sendable, Hashable, Codable {
    public var phase: String
    public var criterion: String
    public var verdict: Verdict
    public var value: Double?
    /// `>= 90`.
    public var threshold: String
    public var unit: String
    public var note: String
    public var evidence: [Evidence]
}

extension Double {
    /// Without the fraction where there is none.
    var plain: String { self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : String(self) }
}
