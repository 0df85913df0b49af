import Foundation
import Processes
import Proving
import Workflow

/// Builds of a workspace. What was built from a tree is kept, so that gates and tasks that look at the same tree share it.
public actor Builds {
    private let supervisor: Supervisor
    private var folder: BuildFolder?

    init(_ supervisor: Supervisor) { self.supervisor = supervisor }

    /// The service as it lies in the workspace, with the counters that `Coverage` reads: to compile it once more with them
    /// would take longer than they do.
    /// - Parameter testsOnly: only the tests are wanted.
    /// - Throws: `TaskFailure` with the compiler's words; worth another try when a tool crashed without finding an error.
    func products(of workspace: String, testsOnly: Bool = false) async throws -> Products {
        try await products(
            of: workspace, suffixes: testsOnly ? ["", "-tests"] : [""], .init(coverage: true, testsOnly: testsOnly))
    }

    /// The service as users run it.
    func plainProducts(of workspace: String) async throws -> Products {
        try await products(of: workspace, suffixes: ["-plain"], .init())
    }

    /// - Parameter suffixes: of the folders whose products will do; the last is the one that is made.
    private func products(
        of workspace: String, suffixes: [String], _ options: BuildFolder.Options
    ) async throws -> Products {
        let tree = try await GitTree.code(of: workspace, supervisor)
        let kept = suffixes.map { "\(Self.bin(workspace))/\(tree)\($0)" }
        if let folder = kept.first(where: FileManager.default.fileExists) {
            return Products(folder: folder, package: try BuildFolder.name(of: workspace))
        }
        let build = try await build(workspace, into: kept[kept.count - 1], options)
        guard let products = build.products else {
            // A crash of the tools says nothing of the service; errors do.
            let hasErrors = build.diagnostics.contains { $0.severity == .error }
            throw TaskFailure("\(BuildFailure(build))", mayRetry: !hasErrors && !build.outcome.timedOut)
        }
        Self.forgetOthers(than: tree, in: Self.bin(workspace))
        return products
    }

    /// The server as it is released.
    func releaseServer(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> String {
        try await ReleaseServer.path(of: workspace, supervisor, say: step)
    }

    /// A build from nothing, for what the compiler says only when it compiles.
    func freshBuild(of workspace: String) async throws -> Build {
        let tree = try await GitTree.code(of: workspace, supervisor)
        return try await build(workspace, into: Self.bin(workspace) + "/" + tree, .init(coverage: true, fresh: true))
    }

    /// A build of another package on the same scratch path, such as the mutants.
    func build(_ package: String, into destination: String, _ options: BuildFolder.Options = .init()) async throws
        -> Build
    {
        try await folder(for: package).build(package, into: destination, options)
    }

    /// The scratch path that services share.
    func folder(for package: String) async throws -> BuildFolder {
        if let folder { return folder }
        let folder = try await BuildFolder.standard(for: package, supervisor)
        self.folder = folder
        return folder
    }

    private static func bin(_ workspace: String) -> String { workspace + "/.fivegate/bin" }

    /// A debug build is large; only that of the tree at hand is kept.
    private static func forgetOthers(than tree: String, in bin: String) {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: bin)) ?? []
        for folder in folders where !folder.hasPrefix(tree) {
            try? FileManager.default.removeItem(atPath: "\(bin)/\(folder)")
        }
    }
}

/// The service does not build.
struct BuildFailure: Error, CustomStringConvertible {
    let build: Build

    init(_ build: Build) { self.build = build }

    var description: String {
        let errors = build.diagnostics.filter { $0.severity == .error }.map(\.text)
        if build.outcome.timedOut { return "the build took too long" }
        let reasons =
            errors.isEmpty ? build.outcome.output.text.split(separator: "\n").suffix(5).map(String.init) : errors
        return "the service does not build: " + reasons.prefix(5).joined(separator: "; ")
    }
}
