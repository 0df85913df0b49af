import Blueprint
import Brief

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
        fixedFiles + projectFiles(rendering.blueprint) + sources(rendering) + suites(rendering.blueprint)
            + migrations(rendering.blueprint, in: "Migrations")
    }

    private static func sources(_ rendering: Rendering) -> [RenderedFile] {
        let blueprint = rendering.blueprint
        let resources = blueprint.brief.resources.flatMap { resource in
            [recordFile(resource, blueprint), rulesFile(resource, rendering), resourceFile(resource, rendering)]
        }
        let operations = blueprint.endpoints.filter { rendering.implemented.contains($0.id) }
        return [apiFile(blueprint), routesFile(rendering), seedFile(blueprint), serverFile()]
            + (blueprint.brief.auth.flatMap { accountsFile($0, rendering) }.map { [$0] } ?? [])
            + resources + operations.compactMap { operationFile($0, rendering) }
    }

    /// The same in every service: Platform and its tests.
    static var fixedFiles: [RenderedFile] {
        embeddedServiceFiles.map { RenderedFile($0.path, $0.text, isFixed: true) }
    }

    private static func projectFiles(_ blueprint: Blueprint) -> [RenderedFile] {
        let brief = blueprint.brief
        return [
            packageManifest(brief), gitIgnore(), formatterSettings(), makefile(), continuousIntegration(),
            readme(blueprint),
            RenderedFile("openapi.yaml", blueprint.openAPI.yamlText),
            RenderedFile("openapi.json", blueprint.openAPI.jsonText), changelog(brief),
            containerFile(brief), containerIgnore(), composeFile(brief), backupScript(), deployReadme(brief),
        ]
    }

    private static func suites(_ blueprint: Blueprint) -> [RenderedFile] {
        [testServiceFile()]
            + blueprint.endpoints.map { endpoint in
                caseSuite(of: endpoint, blueprint.cases.filter { $0.operation == endpoint.id }, blueprint.schema)
            }
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
