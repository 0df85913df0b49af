import Foundation
import Processes
import Yams

/// A command of the generated CI pipeline.
public struct PipelineStep: Sendable, Equatable {
    /// `check / make test`
    public var name: String
    public var command: String

    /// The `run:` steps of a GitHub workflow, jobs in the order of their names. A step that `uses` an action is the
    /// pipeline's business (the clone replaces the checkout).
    public static func all(in pipeline: String) throws -> [PipelineStep] {
        let root = try Yams.load(yaml: pipeline) as? [String: Any]
        let jobs = root?["jobs"] as? [String: Any] ?? [:]
        return jobs.sorted { $0.key < $1.key }.flatMap { job, body -> [PipelineStep] in
            let steps = (body as? [String: Any])?["steps"] as? [[String: Any]] ?? []
            return steps.compactMap { step in
                guard let command = step["run"] as? String else { return nil }
                return PipelineStep(name: "\(job) / \(step["name"] as? String ?? command)", command: command)
            }
        }
    }
}

/// Counts the commands of the generated pipeline that fail in a clean clone of the workspace.
///
/// Commands that install system packages are not run: they would change the machine. Instead each package they name must
/// be installed. Commands that build an image are left out, and the evidence says so, where there is no base image.
public struct Pipeline: Sendable {
    static let unit = "failed commands"

    let toolbox: Toolbox
    let folder: BuildFolder

    public init(_ toolbox: Toolbox, _ folder: BuildFolder) {
        self.toolbox = toolbox
        self.folder = folder
    }

    /// - Parameter file: the pipeline's path in the workspace.
    public func read(workspace: String, file: String = ".github/workflows/ci.yaml") async throws -> Reading {
        guard let text = try? String(contentsOfFile: "\(workspace)/\(file)", encoding: .utf8) else {
            return .notMeasured("\(file) cannot be read", unit: Self.unit)
        }
        let steps: [PipelineStep]
        do { steps = try PipelineStep.all(in: text) } catch {
            return .notMeasured("\(file) is no pipeline: \(error)", unit: Self.unit)
        }
        if steps.isEmpty { return .notMeasured("\(file) runs no command", unit: Self.unit) }
        return try await CleanClone.with(workspace, toolbox, folder) { clone in
            var reading = Reading(0, Self.unit, runs: [clone.cloning])
            // As GitHub does it: behind a step that failed, the others are not run.
            for step in steps where reading.findings.isEmpty { try await run(step, in: clone, &reading) }
            reading.figure = Double(reading.findings.count)
            return reading
        }
    }

    private func run(_ step: PipelineStep, in clone: CleanClone, _ reading: inout Reading) async throws {
        // make says what it would do, so that a target is judged by its commands and not by its name.
        let dry = try await clone.shell(
            "make() { command make --just-print \"$@\"; }\n" + Self.makeLines(of: step.command))
        let commands = step.command + "\n" + (dry.isSuccess ? dry.output.text : "")
        if let packages = SystemPackages.named(in: commands) {
            let missing = try await SystemPackages.missing(packages, toolbox)
            reading.notes.append(
                "\(step.name): not run, it would change the machine; its packages are looked up instead: "
                    + packages.joined(separator: " "))
            if !missing.isEmpty {
                reading.findings.append("\(step.name): not installed: \(missing.joined(separator: " "))")
            }
        } else if let builder = ["podman build", "buildah b", "docker build"].first(where: commands.contains) {
            reading.notes.append("\(step.name): left out, no base image is here for \(builder)")
        } else {
            let outcome = try await clone.shell(step.command)
            reading.runs.append(outcome)
            if !outcome.isSuccess { reading.findings.append("\(step.name): \(outcome.ending)") }
        }
    }

    static func makeLines(of command: String) -> String {
        let lines = command.split(separator: "\n").filter { $0.wholeMatch(of: /\s*make( [-A-Za-z0-9_]+)*\s*/) != nil }
        return lines.isEmpty ? ":" : lines.joined(separator: "\n")
    }
}

/// Debian packages that a command installs.
enum SystemPackages {
    /// Nil: it installs none.
    static func named(in commands: String) -> [String]? {
        let installs = commands.matches(of: /apt(?:-get)?\s+(?:-\S+\s+)*install\s+([^\n&|;]*)/)
        if installs.isEmpty { return commands.contains("apt-get ") ? [] : nil }
        return installs.flatMap { $0.1.split(separator: " ").map(String.init).filter { !$0.hasPrefix("-") } }
    }

    static func missing(_ packages: [String], _ toolbox: Toolbox) async throws -> [String] {
        var missing: [String] = []
        for package in packages {
            let outcome = try await toolbox.run(
                Command("dpkg-query", ["-W", "-f", "${Status}", package], timeLimit: .seconds(30)))
            if !outcome.isSuccess || !outcome.output.text.contains("install ok installed") { missing.append(package) }
        }
        return missing
    }
}
