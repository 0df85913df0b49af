import ArgumentParser
import Blueprint
import Foundation
import Roles
import Stack

/// `fivegate render FILE -o DIR`
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Write the service that a brief describes, without building or proving it.",
        discussion: "Only files that differ are written. Files that are not part of the service are left alone.")

    @Argument(help: "The brief.")
    var file: String

    @Option(name: .shortAndLong, help: "The service's folder; it is made when it is not there.")
    var output: String

    @Option(
        help: "Operations that are built, separated by commas: all, none, or ids like User.list. The others answer 501."
    )
    var implemented = "all"

    @Flag(help: "Leave out the code that every service has alike (Sources/Platform and what belongs to it).")
    var withoutPlatform = false

    func run() async throws {
        let project = try BriefFile.project(file)
        let operations = try chosen(of: project.blueprint.endpoints.map(\.id))
        try await ExitStatus.reporting {
            let files = ServiceRenderer.files(
                of: project.blueprint, implemented: operations, brief: project.briefText
            ).filter { !withoutPlatform || !$0.isFixed }
            let folder = DesignFolder(path: URL(filePath: output).standardizedFileURL.path(percentEncoded: false))
            let written = try files.count { try write($0, to: folder) }
            print("\(written) of \(files.count) files changed in \(folder.path)")
        }
    }

    /// - Returns: whether the file differed.
    private func write(_ file: RenderedFile, to folder: DesignFolder) throws -> Bool {
        let differed = try folder.write(file.text, to: file.path)
        if file.isExecutable {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: folder.resolve(file.path))
        }
        return differed
    }

    private func chosen(of known: [String]) throws -> Set<String> {
        switch implemented {
        case "all": return Set(known)
        case "none": return []
        default:
            let ids = implemented.split(separator: ",").map(String.init)
            if let unknown = ids.first(where: { !known.contains($0) }) {
                throw ValidationError(
                    "There is no operation `\(unknown)`. There are: \(known.joined(separator: ", ")).")
            }
            return Set(ids)
        }
    }
}
