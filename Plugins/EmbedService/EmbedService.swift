import Foundation
import PackagePlugin

/// Embeds the service's fixed code into the module Stack, so that the command can be moved away from this repository.
///
/// The folders count as inputs beside their files: an added or removed file runs the tool again too.
@main
struct EmbedService: BuildToolPlugin {
    private static let folders = [
        "Sources/CArgon2", "Sources/Platform", "Sources/PlatformTesting", "Tests/PlatformTests",
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let service = context.package.directoryURL.appending(path: "Service")
        let folders = Self.folders.filter { FileManager.default.fileExists(atPath: service.appending(path: $0).path()) }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedService.swift")
        return [
            .buildCommand(
                displayName: "Embedding the service's fixed code",
                executable: try context.tool(named: "EmbedTool").url,
                arguments: [output.path(), service.path()] + folders,
                inputFiles: folders.flatMap { contents(of: service.appending(path: $0)) },
                outputFiles: [output])
        ]
    }

    /// The folder itself and everything in it.
    private func contents(of folder: URL) -> [URL] {
        let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return [folder] + (enumerator?.compactMap { $0 as? URL } ?? [])
    }
}
