import Blueprint
import Foundation
import Processes
import Proving
import Stack
import Workflow

extension Workbench {
    /// Builds the service with every rule behind a switch and runs the workspace's own tests without each.
    func mutation(_ subject: Subject) async throws -> Reading {
        let folder = subject.workspace + "/.fivegate/mutants"
        let rendered = ServiceRenderer.mutants(of: project.blueprint)
        try writeMutants(rendered.files, tests: subject.workspace, to: folder)
        subject.step("building the service without each of its rules")
        let build = try await builds.build(folder, into: folder + "-bin", .init(testsOnly: true))
        guard let products = build.products else {
            return .notMeasured("\(BuildFailure(build))", unit: "%", runs: [build.outcome])
        }
        let rules = project.blueprint.requirements.filter { $0.removable != nil }.map(\.id)
        let mutants = rendered.mutants.map { mutant in
            Mutants.Mutant(
                rule: mutant.requirement, suites: suites(proving: mutant.requirement),
                environment: mutant.migrations.map { ["MIGRATIONS_DIR": "\(folder)/\($0)"] } ?? [:])
        }
        let step = subject.step
        return try await RequirementMutation(toolbox).read(
            Mutants(products: products, mutants: mutants), rules: rules, workspace: folder,
            progress: { rule, _ in step("without \(rule)") })
    }

    /// The suites whose cases carry a rule's id.
    private func suites(proving rule: String) -> [String] {
        var seen: Set<String> = []
        return project.blueprint.cases.filter { $0.requirements.contains(rule) }
            .compactMap { try? suite(of: $0.operation) }.filter { seen.insert($0).inserted }
    }

    /// The mutants beside the tests as they are in the workspace: what is tried is the tests that were delivered.
    private func writeMutants(_ files: [RenderedFile], tests workspace: String, to folder: String) throws {
        let manager = FileManager.default
        try? manager.removeItem(atPath: folder)
        for file in files where !file.path.hasPrefix("Tests/APITests/") {
            try Self.write(Data(file.text.utf8), to: "\(folder)/\(file.path)")
        }
        for suite in try SourceFile.swift(in: "Tests/APITests", of: workspace) {
            try Self.write(Data(suite.text.utf8), to: "\(folder)/\(suite.path)")
        }
    }

    private static func write(_ data: Data, to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try data.write(to: URL(filePath: path))
    }
}
