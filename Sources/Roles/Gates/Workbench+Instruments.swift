import Blueprint
import Foundation
import Proving
import Stack
import Workflow

extension Workbench {
    /// The instruments that the standard workflow names.
    public var instruments: [String: any Instrument] {
        var all: [String: any Instrument] = ["approval": ApprovalInstrument()]
        for phase in [planning, foundation, implementation, review, verification, release] {
            for (name, read) in phase {
                all[name] = ReadingInstrument(name: name, supervisor: supervisor, read: read)
            }
        }
        return all
    }

    typealias Read = @Sendable (Subject) async throws -> Reading

    private var planning: [String: Read] {
        let blueprint = project.blueprint
        let toolbox = toolbox
        return [
            "openapi.coverage": { subject in
                EndpointsInDocument.read(
                    try String(contentsOfFile: subject.workspace + "/openapi.yaml", encoding: .utf8),
                    endpoints: blueprint.endpoints)
            },
            "openapi.validity": { try await DocumentValidity(toolbox).read($0.workspace + "/openapi.yaml") },
            "schema.normal-form": { subject in
                let database = try MigrationFiles(workspace: subject.workspace).database()
                return NormalForm.read(try DatabaseShape(database), blueprint)
            },
            "schema.full-scans": { try QueryPlans.read(.fullScan, MigrationFiles(workspace: $0.workspace), blueprint) },
            "schema.temporary-sorts": {
                try QueryPlans.read(.temporarySort, MigrationFiles(workspace: $0.workspace), blueprint)
            },
            "migrations.round-trip": { try Reversibility.read(MigrationFiles(workspace: $0.workspace)) },
            "test-plan.coverage": { subject in
                PlannedCases.read(
                    rules: blueprint.requirements.filter { $0.removable != nil }.map(\.id),
                    planned: try PlannedCase.read(from: subject.workspace + "/docs/cases.json"))
            },
        ]
    }

    private var foundation: [String: Read] {
        let bench = self
        return [
            "build.warnings": { CleanBuild.read(try await bench.builds.freshBuild(of: $0.workspace)) },
            "server.readiness": { subject in
                try await ServiceState(bench.toolbox).readReadiness(
                    try await bench.builds.products(of: subject.workspace), workspace: subject.workspace)
            },
            "server.database": { subject in
                try await ServiceState(bench.toolbox).readDatabase(
                    try await bench.builds.products(of: subject.workspace), workspace: subject.workspace)
            },
            "platform.suite": { try await bench.suite("PlatformTests", $0) },
            "pipeline.commands": { subject in
                try await Pipeline(bench.toolbox, try await bench.builds.folder(for: subject.workspace)).read(
                    workspace: subject.workspace)
            },
            "readme.commands": { subject in
                try await ReadmeCommands(bench.toolbox, try await bench.builds.folder(for: subject.workspace))
                    .read(workspace: subject.workspace)
            },
        ]
    }

    private var implementation: [String: Read] {
        let bench = self
        return [
            "endpoints.implemented": { subject in
                try await ImplementedEndpoints(bench.toolbox).read(
                    try await bench.builds.products(of: subject.workspace), workspace: subject.workspace)
            },
            "tests.seen-red": { subject in
                TestFirst.read(try TestRecord(subject).histories, present: try await bench.tests(in: subject))
            },
            "tests.green": { try await bench.suite(nil, $0) },
            "coverage.lines": { subject in
                try await Coverage(bench.toolbox).read(
                    try await bench.builds.products(of: subject.workspace), workspace: subject.workspace)
            },
            "style.format": { try await Formatting(bench.toolbox).read(workspace: $0.workspace) },
            "mutation.score": { try await bench.mutation($0) },
            "style.lint": { try await Lint(bench.toolbox).read(workspace: $0.workspace) },
        ]
    }

    /// The tests of one target, or all of them.
    private func suite(_ module: String?, _ subject: Subject) async throws -> Reading {
        try await SuiteResults(toolbox).read(
            try await builds.products(of: subject.workspace, testsOnly: true), module: module,
            workspace: subject.workspace)
    }

    /// The tests of endpoints that the service has now.
    private func tests(in subject: Subject) async throws -> [String] {
        let products = try await builds.products(of: subject.workspace, testsOnly: true)
        let run = try await runner.run(products.tests, filters: ["^APITests\\."], directory: subject.workspace)
        return run.report.tests.map(\.stableID)
    }

    private var review: [String: Read] {
        let bench = self
        return [
            "review.function-size": { Size.readFunctions(try SourceFile.swift(in: "Sources", of: $0.workspace)) },
            "review.file-size": { Size.readFiles(try SourceFile.swift(in: "Sources", of: $0.workspace)) },
            "review.duplication": { Duplication.read(try SourceFile.swift(in: "Sources", of: $0.workspace)) },
            "review.bound-parameters": { subject in
                BoundParameters.read(
                    try SourceFile.swift(in: "Sources", of: subject.workspace), reviewed: bench.project.platformLocks)
            },
            "review.policies": { subject in
                Policies.read(
                    try SourceFile.swift(in: "Sources/API", of: subject.workspace),
                    operations: bench.project.operations,
                    open: bench.project.openOperations)
            },
            "review.tests-locked": { subject in
                LockedTests.read(
                    locks: try TestRecord(subject).locks, present: try SourceFile.tests(of: subject.workspace))
            },
            "review.change-scope": { subject in
                let changes = try await ChangeScope.changes(in: subject.workspace, trailer: "Task", bench.supervisor)
                return ChangeScope.read(changes, allowed: bench.project.scopes)
            },
        ]
    }
}

extension Project {
    /// Those that the brief opens to anyone.
    var openOperations: Set<String> { Set(blueprint.endpoints.filter { $0.authentication != .required }.map(\.id)) }

    /// SHA-256 by path of the Platform's files as Fivegate holds them.
    var platformLocks: [String: String] {
        Dictionary(
            uniqueKeysWithValues: ServiceRenderer.fixedFiles.map {
                ($0.path, LockedTests.lock(of: .init(path: $0.path, text: $0.text)))
            })
    }
}
