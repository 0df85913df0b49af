import ArgumentParser
import Foundation
import Ledger
import Workflow

/// `fivegate memory store|retrieve|list|export`
struct MemoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "What tasks hand on to each other: versioned, by key.",
        discussion:
            "Keys are api-development/{api}/phase-{n}/{role}/{deliverable}; patterns take `*` within a segment and `**` across.",
        subcommands: [Store.self, Retrieve.self, List.self, Export.self])

    struct Store: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a value, read from standard input, as a new version.")
        @Argument(help: "The key.") var key: String
        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            try await ExitStatus.reporting {
                guard !key.isEmpty, !key.contains("*"),
                    !key.split(separator: "/", omittingEmptySubsequences: false).contains("")
                else {
                    throw UsageFailure("`\(key)` is no key; expected segments between slashes")
                }
                let ledger = try options.find().ledger()
                let content = try FileHandle.standardInput.readToEnd() ?? Data()
                let version = try ledger.store(MemoryItem(key: key, content: content))
                Terminal.print("\(version.key) version \(version.version)")
            }
        }
    }

    struct Retrieve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a value.")
        @Argument(help: "The key.") var key: String
        @Option(help: "A version; without it the last.") var version: Int?
        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            try await ExitStatus.reporting {
                let ledger = try options.find().ledger()
                let versions = try ledger.versions(matching: key)
                let chosen = version.map { number in versions.first { $0.version == number } } ?? versions.last
                guard Set(versions.map(\.key)).count <= 1, let chosen,
                    let data = try ledger.content(of: chosen.key, hash: chosen.hash)
                else {
                    throw UsageFailure(
                        "there is no such value, or several; list them with: fivegate memory list '\(key)'")
                }
                FileHandle.standardOutput.write(data)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List keys and versions.")
        @Argument(help: "A pattern.") var pattern = "**"
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            try await ExitStatus.reporting {
                let versions = try options.find().ledger().versions(matching: pattern)
                if json { return try Terminal.json(versions) }
                Terminal.print(
                    Terminal.table(
                        versions.map { [$0.key, "v\($0.version)", "\($0.size) bytes", String($0.hash.prefix(12))] }))
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the last version of each value into a folder, a file a key.")
        @Argument(help: "A folder that does not exist yet, or is empty.") var folder: String
        @Option(help: "A pattern.") var pattern = "**"
        @OptionGroup var options: WorkspaceOptions

        func run() async throws {
            try await ExitStatus.reporting {
                guard WorkspaceFolder(path: folder).isFree else { throw UsageFailure("\(folder) is not empty") }
                let keys = try options.find().ledger().export(matching: pattern, to: URL(filePath: folder))
                Terminal.print("\(keys.count) values written to \(folder)")
            }
        }
    }
}
