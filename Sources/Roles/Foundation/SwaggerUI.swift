import Foundation
import Processes
import Proving
import Workflow

/// The pages of `/docs`: Swagger UI from an installed package, so that the service needs no other site.
enum SwaggerUI {
    private static let assets = ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js"]

    /// - Throws: `MissingTool`
    static func files(from toolbox: Toolbox) throws -> [FileChange] {
        let tool = Tool("swagger-ui-py", .pypi("swagger-ui-py"))
        guard let folder = folder(toolbox) else { throw MissingTool(tool: tool) }
        return try assets.map { name in
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                throw MissingTool(tool: tool)
            }
            return FileChange(path: "Public/docs/\(name)", content: content)
        }
    }

    /// Where the Python package of the tools' environment keeps them.
    private static func folder(_ toolbox: Toolbox) -> String? {
        let library = (toolbox.folder as NSString).deletingLastPathComponent + "/lib"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.sorted().map { "\(library)/\($0)/site-packages/swagger_ui/static" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
