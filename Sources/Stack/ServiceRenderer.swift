import Blueprint
import Brief
import Source

/// Turns a blueprint into the files of a Swift service. Pure: the same blueprint gives the same bytes.
public enum ServiceRenderer {
    /// The whole service, Platform included.
    /// - Parameters:
    ///   - implemented: ids of the operations that are built; the others answer 501.
    ///   - brief: the text of the brief, kept in the service.
    public static func files(of blueprint: Blueprint, implemented: Set<String>, brief: String? = nil) -> [RenderedFile]
    {
        let rendering = Rendering(blueprint: blueprint, implemented: implemented)
        return files(rendering) + (brief.map { [RenderedFile("brief.yaml", $0)] } ?? [])
    }

    static func files(_ rendering: Rendering) -> [RenderedFile] {
        let blueprint = rendering.blueprint
        typealias Group = @Sendable () -> [RenderedFile]
        let common: [Group] = [
            { fixedFiles + projectFiles(blueprint) }, { commonSources(rendering) },
            { monitoringFiles(blueprint) + kubernetesFiles(blueprint) },
            { documentFiles(blueprint) },
        ]
        let resources = blueprint.brief.resources.map { resource -> Group in { sources(of: resource, rendering) } }
        let operations = blueprint.endpoints.map { endpoint -> Group in { builtOperation(endpoint, rendering) } }
        let suites = blueprint.endpoints.map { endpoint -> Group in { [suite(of: endpoint, in: blueprint)] } }
        return (common + resources + operations + [{ [testServiceFile()] }] + suites).concurrentMap { $0() }
            .flatMap(\.self) + migrations(blueprint, in: "Migrations")
    }

    // MARK: What depends on the operations that are built

    /// The file that lists every operation, built or stub.
    public static func routes(of blueprint: Blueprint, implemented: Set<String>) -> RenderedFile {
        routesFile(Rendering(blueprint: blueprint, implemented: implemented))
    }

    /// The file that an operation has once it is built. Besides ``routes(of:implemented:)`` no other depends on it.
    public static func operation(_ endpoint: Endpoint, of blueprint: Blueprint) -> RenderedFile? {
        operationFile(endpoint, Rendering(blueprint: blueprint, implemented: [endpoint.id]))
    }

    /// The tests of an operation.
    public static func suite(of endpoint: Endpoint, in blueprint: Blueprint) -> RenderedFile {
        caseSuite(of: endpoint, blueprint.cases(of: endpoint.id), blueprint.schema)
    }

    /// What stands in the files of an operation before they are written, so that writing them adds no file: SwiftPM plans
    /// a whole build again for a new one.
    public static func placeholders(of endpoint: Endpoint, in blueprint: Blueprint) -> [RenderedFile] {
        let operation = operation(endpoint, of: blueprint).map { file in
            RenderedFile(file.path, "// \(endpoint.id) answers 501 until it is built, its tests first.\n")
        }
        let tests = suite(of: endpoint, in: blueprint).path
        return (operation.map { [$0] } ?? [])
            + [RenderedFile(tests, "// The tests of \(endpoint.id), which are written before it is built.\n")]
    }

    // MARK: What does not

    private static func commonSources(_ rendering: Rendering) -> [RenderedFile] {
        let blueprint = rendering.blueprint
        return [apiFile(blueprint), routesFile(rendering), seedFile(blueprint), serverFile()]
            + (blueprint.brief.auth.flatMap { accountsFile($0, rendering) }.map { [$0] } ?? [])
    }

    private static func sources(of resource: Resource, _ rendering: Rendering) -> [RenderedFile] {
        [
            recordFile(resource, rendering.blueprint), rulesFile(resource, rendering),
            resourceFile(resource, rendering),
        ]
    }

    private static func builtOperation(_ endpoint: Endpoint, _ rendering: Rendering) -> [RenderedFile] {
        guard rendering.implemented.contains(endpoint.id) else { return [] }
        return operationFile(endpoint, rendering).map { [$0] } ?? []
    }

    /// The same in every service: Platform and its tests.
    public static var fixedFiles: [RenderedFile] {
        embeddedServiceFiles.map { RenderedFile($0.path, $0.text, isFixed: true) }
    }

    private static func projectFiles(_ blueprint: Blueprint) -> [RenderedFile] {
        let brief = blueprint.brief
        let api = blueprint.openAPITexts
        return [
            packageManifest(brief), gitIgnore(), formatterSettings(), makefile(), continuousIntegration(),
            readme(blueprint),
            RenderedFile("openapi.yaml", api.yaml),
            RenderedFile("openapi.json", api.json), changelog(brief),
            containerFile(brief), containerIgnore(), composeFile(brief), backupScript(), deployReadme(brief),
        ]
    }

    static func migrations(_ blueprint: Blueprint, in folder: String) -> [RenderedFile] {
        blueprint.migrations.flatMap { step in
            [
                RenderedFile("\(folder)/\(step.stem).up.sql", step.up),
                RenderedFile("\(folder)/\(step.stem).down.sql", step.down),
            ]
        }
    }
}
