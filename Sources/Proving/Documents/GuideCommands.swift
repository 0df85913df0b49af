import Foundation
import Processes

/// Counts the blocks of a service's guides whose commands fail: `sh` blocks in their order, against a running server that holds
/// example data; `sh stopped` while it is stopped. `sh elsewhere` needs a machine that is not here, and the evidence says so.
public struct GuideCommands: Sendable {
    static let unit = "failed blocks"

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    /// - Parameters:
    ///   - server: the built executable.
    ///   - workspace: the service's folder; commands are run there, and write only to a state folder of their own.
    public func read(_ files: [String], server: String, workspace: String) async throws -> Reading {
        var reading = Reading(0, Self.unit)
        var executed = 0
        for file in files {
            guard let text = try? String(contentsOfFile: "\(workspace)/\(file)", encoding: .utf8) else {
                reading.findings.append("\(file) cannot be read")
                continue
            }
            let sessions = GuideSession.all(in: text)
            reading.notes += GuideSession.elsewhere(in: text).map { "\(file): not run here: \($0)" }
            executed += sessions.reduce(0) { $0 + $1.blocks.count }
            try await withState { state in
                try await play(sessions, of: file, server: server, workspace: workspace, state: state, &reading)
            }
        }
        if executed == 0 { return .notMeasured("no guide has a block of commands", unit: Self.unit) }
        reading.figure = Double(reading.findings.count)
        reading.details = ["blocks": Double(executed)]
        return reading
    }

    private func play(
        _ sessions: [GuideSession], of file: String, server: String, workspace: String, state: String,
        _ reading: inout Reading
    ) async throws {
        let environment = ServerProcess.environment(state: state)
        for command in [["migrate", "up"], ["seed"]] {
            _ = try await toolbox.run(
                Command(
                    server, command, directory: workspace, environment: environment, timeLimit: .seconds(60),
                    mergesErrors: true)
            ).successful()
        }
        for session in sessions {
            let settings = environment.merging([
                "SERVER": server, "BACKUPS": state + "/backups", "PATH": path,
            ]) { $1 }
            let outcome: Outcome
            if session.isStopped {
                outcome = try await run(session, workspace, settings)
            } else {
                outcome = try await ServerProcess.running(
                    server, directory: workspace, state: state, supervisor: toolbox.supervisor
                ) { process in
                    let base = process.client.base
                    return try await run(
                        session, workspace, settings.merging(["BASE_URL": base, "INSTANCE": base]) { $1 })
                }
            }
            reading.runs.append(outcome)
            if !outcome.isSuccess { reading.findings.append("\(file): \(session.words(outcome))") }
        }
    }

    private var path: String { toolbox.folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") }

    private func run(
        _ session: GuideSession, _ workspace: String, _ environment: [String: String?]
    ) async throws -> Outcome {
        try await toolbox.run(
            Command(
                "bash", ["--noprofile", "--norc", "-euo", "pipefail", "-c", session.script], directory: workspace,
                environment: environment, timeLimit: .seconds(120), mergesErrors: true))
    }
}

/// Blocks that one shell runs one after the other, so that what one exports the next has.
struct GuideSession: Sendable, Equatable {
    var blocks: [String] = []
    var isStopped = false

    static func all(in page: String) -> [GuideSession] {
        var sessions: [GuideSession] = []
        for case .code(let tag, let text) in MarkdownBlock.all(in: page) where tag == "sh" || tag == "sh stopped" {
            let isStopped = tag == "sh stopped"
            if sessions.last?.isStopped != isStopped { sessions.append(GuideSession(isStopped: isStopped)) }
            sessions[sessions.count - 1].blocks.append(text)
        }
        return sessions
    }

    static func elsewhere(in page: String) -> [String] {
        MarkdownBlock.all(in: page).compactMap { block in
            guard case .code("sh elsewhere", let text) = block else { return nil }
            return text.trimmingCharacters(in: .newlines).replacing("\n", with: "; ")
        }
    }

    private static let mark = "== block "

    var script: String {
        blocks.enumerated().map { "echo '\(Self.mark)\($0)'\n\($1)" }.joined(separator: "\n")
    }

    /// The block that failed, and the end of what was said.
    func words(_ outcome: Outcome) -> String {
        let lines = outcome.output.text.split(separator: "\n")
        let last = lines.last { $0.hasPrefix(Self.mark) }.flatMap { Int($0.dropFirst(Self.mark.count)) }
        let block = last.flatMap { blocks.indices.contains($0) ? blocks[$0] : nil } ?? "its first block"
        let said = lines.filter { !$0.hasPrefix(Self.mark) }.suffix(3).joined(separator: "; ")
        return "`\(block.trimmingCharacters(in: .newlines))` ended with \(outcome.status.code): \(said)"
    }
}
