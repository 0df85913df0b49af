import ArgumentParser
import Foundation
import Ledger
import Workflow

/// Where a command finds its workspace.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: [.customShort("C"), .long], help: "The workspace; without it the current folder and those above.")
    var workspace: String?

    /// - Throws: `UsageFailure` when there is none.
    func find() throws -> WorkspaceFolder {
        let start = URL(filePath: workspace ?? FileManager.default.currentDirectoryPath).standardizedFileURL
        if workspace != nil {
            let folder = WorkspaceFolder(path: start.path(percentEncoded: false))
            if folder.exists { return folder }
        } else {
            var candidate = start
            while true {
                let folder = WorkspaceFolder(path: candidate.path(percentEncoded: false))
                if folder.exists { return folder }
                if candidate.path(percentEncoded: false) == "/" { break }
                candidate = candidate.deletingLastPathComponent()
            }
        }
        throw UsageFailure(
            "there is no workspace in \(start.path(percentEncoded: false)); begin one with: fivegate run BRIEF, or name it with -C DIR"
        )
    }
}

/// A workspace: the service's repository with `.fivegate` in it.
struct WorkspaceFolder {
    /// Absolute, without a slash at the end.
    let path: String

    init(path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

    var record: URL { URL(filePath: path).appending(path: ".fivegate") }
    var exists: Bool { FileManager.default.fileExists(atPath: path + "/.fivegate/ledger.sqlite") }
    /// Nothing of anybody's lies there: it is an empty folder, or nothing at all.
    var isFree: Bool {
        let manager = FileManager.default
        if let entries = try? manager.contentsOfDirectory(atPath: path) { return entries.isEmpty }
        // A link that leads nowhere does not exist for `fileExists`, but is in the way all the same.
        return (try? manager.attributesOfItem(atPath: path)) == nil
    }

    func ledger() throws -> Ledger { try Ledger(folder: record) }

    /// The run, if one has begun here.
    /// - Throws: `JournalError` when the record is broken.
    func begunState() throws -> RunState? {
        do { return try state(try ledger()) } catch EngineError.noRun { return nil }
    }

    /// The run as its journal tells it; checked first.
    /// - Throws: `JournalError` when the record is broken, `EngineError.noRun` when nothing is in it.
    func state(_ ledger: Ledger) throws -> RunState {
        let entries = try ledger.entries()
        try JournalEntry.verify(entries)
        guard let state = try RunState.replay(entries) else { throw EngineError.noRun }
        return state
    }
}
