import Blueprint
import Foundation
import Processes
import Proving
import Stack
import Workflow

/// Sets the service up, then builds it endpoint by endpoint.
struct BackendDeveloper: Agent {
    let bench: Workbench

    private var project: Project { bench.project }

    func perform(_ assignment: Assignment) async throws -> TaskResult {
        switch assignment.task.definition {
        case "skeleton": return try skeleton()
        case "green": return try implementation(of: try assignment.operation)
        default: throw TaskFailure.unknown(assignment.task)
        }
    }

    private func skeleton() throws -> TaskResult {
        let files = project.files(of: .skeleton) + (try SwaggerUI.files(from: bench.toolbox))
        return TaskResult(
            summary: "Set the service up, every operation a stub that answers 501", files: files,
            deliverables: ["skeleton": try JSONEncoder().encode(files.map(\.path))])
    }

    /// What differs between the service without this operation and with it.
    private func implementation(of operation: String) throws -> TaskResult {
        let files = project.change(implementing: operation)
        return TaskResult(
            summary: "Implement \(operation)", files: files,
            deliverables: ["implementation": try JSONEncoder().encode(files.map(\.path))],
            requirements: project.requirements(of: operation))
    }

    /// The endpoint's tests pass.
    func check(_ assignment: Assignment, _ result: TaskResult) async throws -> TaskCheck {
        guard assignment.task.definition == "green" else { return TaskCheck() }
        let operation = try assignment.operation
        assignment.step("building")
        let products = try await bench.builds.products(of: assignment.workspace, testsOnly: true)
        assignment.step("running its tests")
        let run = try await bench.run(suiteOf: operation, products, in: assignment.workspace)
        let evidence = try await bench.evidence(of: run, in: assignment)
        guard run.isGreen else {
            throw TaskFailure("\(operation) is not green: \(run.faults.joined(separator: "; "))", evidence: [evidence])
        }
        let record = GreenRecord(files: result.files.map(\.path), passed: run.report.passed.map(\.stableID))
        return TaskCheck(deliverables: ["implementation": try JSONEncoder().encode(record)], evidence: [evidence])
    }
}

/// What is kept of an endpoint's implementation.
struct GreenRecord: Codable {
    var files: [String]
    /// The tests that passed with it.
    var passed: [String]
}

extension Assignment {
    /// The endpoint that the task is about.
    var operation: String {
        get throws {
            guard let item = task.item else { throw TaskFailure("\(task.id) names no endpoint") }
            return item
        }
    }
}

extension Project {
    /// Ids of the requirements that an operation's cases prove.
    func requirements(of operation: String) -> [String] {
        var seen: Set<String> = []
        return blueprint.cases(of: operation).flatMap(\.requirements).filter { seen.insert($0).inserted }
    }

    /// The files that turn the service with all operations before this one into the service with it too.
    func change(implementing operation: String) -> [FileChange] {
        let routes = ServiceRenderer.routes(
            of: blueprint, implemented: operations(before: operation, including: true))
        return ([routes] + [file(of: operation)].compactMap { $0 }).map(FileChange.init)
    }

    /// The files that take this operation and those after it back to stubs: nothing, when none of them is built.
    func stubs(from operation: String, present: (String) -> String?) -> [FileChange] {
        let built = operations(before: operation, including: false)
        let unbuilt = blueprint.endpoints.filter { !built.contains($0.id) }
            .flatMap(placeholders).filter { !isSuite($0.path) }
        let routes = ServiceRenderer.routes(of: blueprint, implemented: built)
        return (unbuilt + [routes]).filter { present($0.path) != $0.text }.map(FileChange.init)
    }

    /// By operation, the files that may differ between the service without it and with it.
    var scopes: [String: [String]] {
        let routes = ServiceRenderer.routes(of: blueprint, implemented: []).path
        return Dictionary(
            uniqueKeysWithValues: operations.map { operation in
                (operation, [routes] + ([file(of: operation)] + suites(of: operation)).compactMap { $0?.path })
            })
    }

    /// The file that an operation has once it is built.
    private func file(of operation: String) -> RenderedFile? {
        blueprint.endpoint(operation).flatMap { ServiceRenderer.operation($0, of: blueprint) }
    }
}
