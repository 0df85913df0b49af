import Foundation
import Processes

/// A scan of a folder: its files, and every line that its git history ever added.
public struct SecretScan: Sendable {
    private static let skipped: Set<String> = [
        ".git", ".build", "node_modules", ".venv", "venv", "vendor", "Pods", "target",
    ]
    private static let largest = 2_000_000

    private let folder: String
    private let supervisor: Supervisor
    private let scanner = SecretScanner()

    public init(_ folder: String, _ supervisor: Supervisor) {
        self.folder = folder
        self.supervisor = supervisor
    }

    /// - Throws: `CocoaError` when the folder is not there, `CancellationError`.
    public func run() async throws -> SecretReport {
        guard (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: folder])
        }
        var report = SecretReport(folder: folder, files: 0, findings: [])
        let ignored = await ignored()
        scanFiles(ignored, &report)
        try await scanHistory(&report)
        return report
    }

    private func scanFiles(_ ignored: Set<String>, _ report: inout SecretReport) {
        let root = URL(filePath: folder)
        let files = FileManager.default.enumerator(atPath: root.path())
        while let path = files?.nextObject() as? String {
            let name = (path as NSString).lastPathComponent
            if Self.skipped.contains(name) || ignored.contains(path) {
                files?.skipDescendants()
                continue
            }
            let attributes = files?.fileAttributes
            guard attributes?[.type] as? FileAttributeType == .typeRegular,
                (attributes?[.size] as? Int ?? 0) <= Self.largest,
                let data = FileManager.default.contents(atPath: root.appending(path: path).path(percentEncoded: false)),
                !data.prefix(8_000).contains(0)
            else { continue }
            report.files += 1
            report.findings += scanner.scan(String(decoding: data, as: UTF8.self), path: path)
        }
    }

    /// What git leaves alone, such as build folders; a secret there is nobody else's to see.
    private func ignored() async -> Set<String> {
        let command = Command(
            "git", ["-C", folder, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"],
            timeLimit: .seconds(60))
        guard let outcome = try? await supervisor.run(command), outcome.isSuccess else { return [] }
        return Set(
            outcome.output.text.split(separator: "\0").map { $0.hasSuffix("/") ? String($0.dropLast()) : String($0) })
    }

    /// Lines that a commit added, of all branches and tags.
    private func scanHistory(_ report: inout SecretReport) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "fivegate-history-\(UUID().uuidString)")
            .path()
        defer { try? FileManager.default.removeItem(atPath: file) }
        _ = FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
        let outcome = try await supervisor.run(
            Command(
                "git",
                [
                    "-C", folder, "log", "--all", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv",
                    "--no-renames",
                    "--diff-merges=first-parent", "--format=%x00%H", "--", ".",
                ], timeLimit: .seconds(300), captureLimit: 0, outputFile: file))
        guard outcome.isSuccess, let data = FileManager.default.contents(atPath: file) else {
            report.notRead = "the folder is not in a git repository, or git could not read it"
            return
        }
        var history = HistoryReader(scanner: scanner)
        history.read(String(decoding: data, as: UTF8.self))
        report.commits = history.commits
        let now = Set(report.findings.map(\.fingerprint))
        report.findings += history.findings.filter { !now.contains($0.fingerprint) }
    }
}

/// Reads `git log -p -U0`.
struct HistoryReader {
    let scanner: SecretScanner
    private(set) var commits = 0
    /// One for a secret and path: where it came in last.
    private(set) var findings: [SecretFinding] = []
    private var seen: Set<String> = []

    init(scanner: SecretScanner) { self.scanner = scanner }

    mutating func read(_ text: String) {
        var commit = ""
        var path = ""
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.first == "\0" {
                commit = String(line.dropFirst().prefix(12))
                commits += 1
            } else if line.hasPrefix("+++ ") {
                path = line.hasPrefix("+++ b/") ? String(line.dropFirst(6)) : ""
            } else if line.hasPrefix("@@ ") {
                number = line.firstMatch(of: #/\+(\d+)/#).flatMap { Int($0.1) } ?? 0
            } else if line.first == "+" {
                for finding in scanner.scan(line.dropFirst(), number: number, path: path, commit: commit)
                where seen.insert("\(finding.fingerprint) \(path)").inserted {
                    findings.append(finding)
                }
                number += 1
            }
        }
    }
}
