import Foundation
import Processes

/// Counts the commands of a README that fail: its fenced `sh` blocks, run in order in a clean clone, up to the first that
/// fails: nobody reads on behind it.
///
/// A command that `curl` lines follow is a server: it is left running while they ask it, and stopped after them.
/// `127.0.0.1:8080` is replaced by a free port, since somebody may be served there.
public struct ReadmeCommands: Sendable {
    static let unit = "failed commands"

    /// One script of a README.
    struct Script: Equatable {
        /// Run one after the other.
        var commands: [String] = []
        /// Left running.
        var server: String?
        /// Asked of the server.
        var requests: [String] = []
    }

    let toolbox: Toolbox
    let folder: BuildFolder

    public init(_ toolbox: Toolbox, _ folder: BuildFolder) {
        self.toolbox = toolbox
        self.folder = folder
    }

    public func read(workspace: String, file: String = "README.md") async throws -> Reading {
        guard let text = try? String(contentsOfFile: "\(workspace)/\(file)", encoding: .utf8) else {
            return .notMeasured("\(file) cannot be read", unit: Self.unit)
        }
        let scripts = Self.scripts(in: text)
        if scripts.isEmpty { return .notMeasured("\(file) has no sh block", unit: Self.unit) }
        return try await CleanClone.with(workspace, toolbox, folder) { clone in
            var reading = Reading(0, Self.unit, runs: [clone.cloning])
            let port = try ServerProcess.freePort()
            for script in scripts {
                // The same port for all: for each new environment SwiftPM evaluates every manifest again.
                for command in script.commands where reading.findings.isEmpty {
                    try await run(command, in: clone, port: port, &reading)
                }
                guard let server = script.server, reading.findings.isEmpty else { continue }
                try await run(Self.serving(server, script.requests, port: port), in: clone, port: port, &reading)
            }
            reading.figure = Double(reading.findings.count)
            return reading
        }
    }

    private func run(_ script: String, in clone: CleanClone, port: Int, _ reading: inout Reading) async throws {
        // Setting the machine up is the reader's business, once.
        if SystemPackages.named(in: script) != nil || script == "make setup" {
            reading.notes.append("\(script): not run, it would change the machine")
            return
        }
        let outcome = try await clone.shell(script, environment: ["PORT": "\(port)"])
        reading.runs.append(outcome)
        if !outcome.isSuccess { reading.findings.append("\(script): \(outcome.ending)") }
    }

    /// The server in the background, its requests once the port is open, and its end.
    static func serving(_ server: String, _ requests: [String], port: Int) -> String {
        let asked = requests.map { request in
            let moved = request.replacing("127.0.0.1:8080", with: "127.0.0.1:\(port)")
                .replacing("localhost:8080", with: "127.0.0.1:\(port)")
            return "curl --fail-with-body --silent --show-error" + moved.dropFirst("curl".count)
        }
        return """
            \(server) &
            trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
            for try in $(seq 600); do (exec 3<>/dev/tcp/127.0.0.1/\(port)) 2>/dev/null && break; kill -0 $!; sleep 0.1; done
            \(asked.joined(separator: "\n"))
            """
    }

    static func scripts(in readme: String) -> [Script] {
        var scripts: [Script] = []
        var isInside = false
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = !isInside && line.dropFirst(3).split(separator: " ").first == "sh"
                if isInside { scripts.append(Script()) }
            } else if isInside {
                scripts[scripts.count - 1].add(String(line))
            }
        }
        return scripts.filter { !$0.commands.isEmpty || $0.server != nil }
    }
}

extension ReadmeCommands.Script {
    /// Adds a line, its trailing comment and `&` taken off.
    fileprivate mutating func add(_ line: String) {
        let command = line.replacing(/(^|\s)#.*$/, with: "").replacing(/\s*&?\s*$/, with: "")
        if command.isEmpty { return }
        guard command.hasPrefix("curl ") else {
            commands.append(command)
            return
        }
        if server == nil { server = commands.popLast() }
        requests.append(command)
    }
}
