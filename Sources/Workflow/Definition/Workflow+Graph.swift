/// The workflow as a drawing.
extension Workflow {
    /// Graphviz DOT: a cluster a phase, its tasks connected by the deliverables that pass between them, its gate last.
    public var dot: String {
        let producers = Dictionary(
            phases.flatMap { phase in
                phase.tasks.flatMap { task in task.produces.map { ($0, "\(phase.id).\(task.id)") } }
            }, uniquingKeysWith: { first, _ in first })
        var lines = ["digraph workflow {", "  rankdir=LR; compound=true; node [shape=box, fontname=\"sans-serif\"];"]
        for phase in phases { lines += cluster(phase) }
        for phase in phases {
            for task in phase.tasks {
                for need in task.needs {
                    guard let producer = producers[need] else { continue }
                    lines.append(
                        "  \(quoted(producer)) -> \(quoted("\(phase.id).\(task.id)")) [label=\(quoted(need))];")
                }
            }
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private func cluster(_ phase: Phase) -> [String] {
        let note = phase.isBuilt ? phase.topology.rawValue : "\(phase.topology.rawValue), not built"
        var lines = [
            "  subgraph \(quoted("cluster_" + phase.id)) {",
            "    label=\(quoted("\(phase.number) \(phase.title) (\(note))"));"
                + (phase.isBuilt ? "" : " style=dashed;"),
        ]
        for task in phase.tasks {
            let name = task.id + (task.forEach.map { " per \($0)" } ?? "")
            lines.append(
                "    \(quoted("\(phase.id).\(task.id)")) [label=\(quoted("\(name)\\n\(task.role.rawValue)"))];")
        }
        lines.append(
            "    \(quoted("\(phase.id).gate")) [shape=octagon, label=\(quoted("gate\\n\(phase.gate.count) criteria"))];"
        )
        return lines + ["  }"]
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\\\"") + "\""
    }
}
