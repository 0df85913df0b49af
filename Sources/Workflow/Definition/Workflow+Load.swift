import Foundation
import Source
import Yams

/// What is wrong with a workflow file: all of it at once.
public struct WorkflowInvalid: Error, Hashable, CustomStringConvertible {
    public var diagnostics: [Diagnostic]

    public var description: String {
        diagnostics.map { problem in
            let place = problem.range.map { "workflow.yaml:\($0.start.line):\($0.start.column): " } ?? ""
            return "\(place)\(problem.message) [\(problem.code)]" + (problem.help.map { "\n  \($0)" } ?? "")
        }.joined(separator: "\n")
    }
}

extension Workflow {
    /// The text of the workflow that Fivegate brings along.
    public static var standardText: String { String(decoding: PackageResources.workflow_yaml, as: UTF8.self) }

    /// Reads a workflow.
    /// - Parameter instruments: the names a criterion may use; nil: they are not checked, as suffices for reading a record.
    /// - Throws: `WorkflowInvalid` with everything that is wrong, each with its position.
    public static func load(_ text: String, instruments: Set<String>?) throws(WorkflowInvalid) -> Workflow {
        var reader = WorkflowReader(instruments: instruments)
        let workflow = reader.read(text)
        guard reader.diagnostics.isEmpty else { throw WorkflowInvalid(diagnostics: reader.diagnostics) }
        return workflow
    }
}

/// Turns YAML into a workflow and collects what is wrong with it.
struct WorkflowReader {
    let instruments: Set<String>?
    private(set) var diagnostics: [Diagnostic] = []
    /// Where each deliverable is produced, to say so when it is produced twice.
    private var producers: [String: String] = [:]

    init(instruments: Set<String>?) { self.instruments = instruments }

    mutating func read(_ text: String) -> Workflow {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            report("workflow/not-yaml", "this is not YAML: \(error)", nil)
            return Workflow(phases: [])
        }
        guard let root, let map = map(root, known: ["phases"]), let list = map["phases"]?.sequence, !list.isEmpty else {
            report("workflow/no-phases", "a workflow is a list of phases under \"phases\"", root)
            return Workflow(phases: [])
        }
        var phases: [Phase] = []
        for (index, node) in list.enumerated() {
            if let phase = phase(node, number: index + 1, earlier: phases) { phases.append(phase) }
        }
        return Workflow(phases: phases)
    }

    private mutating func phase(_ node: Node, number: Int, earlier: [Phase]) -> Phase? {
        guard let map = map(node, known: ["id", "title", "topology", "built", "tasks", "gate"]),
            let id = string("id", in: map, node), let topology: Topology = choice("topology", in: map, node)
        else { return nil }
        if earlier.contains(where: { $0.id == id }) {
            report("workflow/duplicate", "there are two phases \"\(id)\"", map["id"])
        }
        let isBuilt = map["built"].map { $0.bool ?? true } ?? true
        let taskNodes = map["tasks"]?.sequence.map(Array.init) ?? []
        let tasks = taskNodes.compactMap { task($0) }
        check(tasks, taskNodes, id, topology)
        var phase = Phase(
            number: number, id: id, title: map["title"]?.string ?? id, topology: topology, isBuilt: isBuilt,
            tasks: tasks)
        let owners = Set(earlier.map(\.id) + [id])
        phase.gate = (map["gate"]?.sequence.map(Array.init) ?? []).compactMap {
            criterion($0, phase: id, owners: owners)
        }
        if isBuilt, phase.gate.isEmpty { report("workflow/no-gate", "the phase \"\(id)\" has no gate", node) }
        if isBuilt, tasks.isEmpty { report("workflow/no-tasks", "the phase \"\(id)\" has no tasks", node) }
        if Set(phase.gate.map(\.id)).count < phase.gate.count {
            report("workflow/duplicate", "two criteria of \"\(id)\" have the same id", map["gate"])
        }
        return phase
    }

    private mutating func task(_ node: Node) -> TaskDefinition? {
        let known = [
            "id", "role", "needs", "produces", "exclusive", "for-each", "coordinator", "attempts", "instructions",
        ]
        guard let map = map(node, known: known), let id = string("id", in: map, node),
            let role: Role = choice("role", in: map, node)
        else { return nil }
        let attempts = map["attempts"].map { $0.int ?? 0 } ?? 3
        if attempts < 1 { report("workflow/range", "\"attempts\" is a number from 1", map["attempts"]) }
        return TaskDefinition(
            id: id, role: role, needs: strings("needs", in: map), produces: strings("produces", in: map),
            exclusive: map["exclusive"] == nil ? nil : choice("exclusive", in: map, node),
            forEach: map["for-each"]?.string, isCoordinator: map["coordinator"]?.bool ?? false, attempts: attempts,
            instructions: map["instructions"]?.string ?? "")
    }

    private mutating func criterion(_ node: Node, phase: String, owners: Set<String>) -> Criterion? {
        let known = ["id", "text", "instrument", "comparison", "threshold", "unit", "evidence", "owner"]
        guard let map = map(node, known: known), let id = string("id", in: map, node),
            let text = string("text", in: map, node), let instrument = string("instrument", in: map, node),
            let comparison: Comparison = choice("comparison", in: map, node)
        else { return nil }
        if let instruments, !instruments.contains(instrument) {
            report(
                "workflow/unknown-instrument", "there is no instrument \"\(instrument)\"", map["instrument"],
                help: "one of: \(instruments.sorted().joined(separator: ", "))")
        }
        guard let threshold = map["threshold"]?.float else {
            report(
                "workflow/no-threshold", "the criterion \"\(id)\" has no number as its threshold",
                map["threshold"] ?? node)
            return nil
        }
        let owner = map["owner"]?.string ?? phase
        if !owners.contains(owner) {
            report("workflow/unknown-phase", "\"\(owner)\" is neither this phase nor an earlier one", map["owner"])
        }
        return Criterion(
            id: id, text: text, instrument: instrument, comparison: comparison, threshold: threshold,
            unit: map["unit"]?.string ?? "", evidence: map["evidence"]?.string ?? "", owner: owner)
    }

    // MARK: - How the tasks fit together

    private mutating func check(_ tasks: [TaskDefinition], _ nodes: [Node], _ phase: String, _ topology: Topology) {
        var ids: Set<String> = []
        var own: [String: String] = [:]
        for task in tasks {
            let node = nodes.first { $0["id"]?.string == task.id }
            if !ids.insert(task.id).inserted {
                report("workflow/duplicate", "there are two tasks \"\(task.id)\"", node)
            }
            for name in task.produces {
                if let other = producers.updateValue("\(phase).\(task.id)", forKey: name) {
                    report("workflow/duplicate", "\"\(name)\" is already produced by \(other)", node)
                }
                own[name] = task.id
            }
        }
        for task in tasks {
            let node = nodes.first { $0["id"]?.string == task.id }
            for name in task.needs where producers[name] == nil {
                report(
                    "workflow/unknown-deliverable", "nothing up to this phase produces \"\(name)\"",
                    node?["needs"] ?? node)
            }
            for name in task.needs where topology == .star && own[name] != nil && !task.isCoordinator {
                report(
                    "workflow/isolated", "in a star only the coordinator reads \"\(name)\" of the same phase",
                    node?["needs"] ?? node)
            }
        }
        if let task = Self.cycle(tasks, own) {
            report(
                "workflow/cycle", "\"\(task)\" needs what is made from its own work",
                nodes.first { $0["id"]?.string == task })
        }
    }

    /// A task that cannot be started before itself.
    private static func cycle(_ tasks: [TaskDefinition], _ producers: [String: String]) -> String? {
        var done: Set<String> = []
        var rest = tasks
        while let next = rest.firstIndex(where: { $0.needs.allSatisfy { producers[$0].map(done.contains) ?? true } }) {
            done.insert(rest.remove(at: next).id)
        }
        return rest.first?.id
    }

    // MARK: - Reading nodes

    private mutating func map(_ node: Node, known: [String]) -> [String: Node]? {
        guard let mapping = node.mapping else {
            report("workflow/type", "a map is expected here", node)
            return nil
        }
        var map: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string, known.contains(name) else {
                report(
                    "workflow/unknown-key", "there is no \"\(key.string ?? "?")\" here", key,
                    help: "one of: \(known.joined(separator: ", "))")
                continue
            }
            map[name] = value
        }
        return map
    }

    private mutating func string(_ key: String, in map: [String: Node], _ owner: Node) -> String? {
        if let text = map[key]?.string, !text.isEmpty { return text }
        report("workflow/missing", "\"\(key)\" is missing", map[key] ?? owner)
        return nil
    }

    private mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ key: String, in map: [String: Node], _ owner: Node
    ) -> Value? {
        guard let text = string(key, in: map, owner) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        report("workflow/unknown-\(key)", "there is no \(key) \"\(text)\"", map[key], help: "one of: \(known)")
        return nil
    }

    private mutating func strings(_ key: String, in map: [String: Node]) -> [String] {
        guard let node = map[key] else { return [] }
        guard let list = node.sequence else {
            report("workflow/type", "\"\(key)\" is a list", node)
            return []
        }
        return list.compactMap(\.string)
    }

    private mutating func report(_ code: String, _ message: String, _ node: Node?, help: String? = nil) {
        let start = node?.mark.map { Position(line: $0.line, column: $0.column, offset: 0) }
        let range = start.map { SourceRange(start: $0, end: $0) }
        diagnostics.append(Diagnostic(code: code, message: message, range: range, help: help))
    }
}
