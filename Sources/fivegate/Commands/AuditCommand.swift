import ArgumentParser
import Blueprint
import Foundation
import Processes
import Proving
import Roles

/// `fivegate audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Attack an API as the OWASP API Security Top 10 describes, and report what gave way.",
        discussion: """
            A workspace's own service, started for it with a database of its own:

              fivegate audit -C build/users

            Any API that runs, with its OpenAPI 3 document and a file (mode 0600) that says who may call it:

              fivegate audit --openapi openapi.yaml --url http://127.0.0.1:8080 --credentials who.json

              {"login": {"path": "/v1/auth/login", "token": "accessToken"},
               "identities": {"a": {"email": "a@example.org", "password": "…"},
                              "b": {"email": "b@example.org", "password": "…"},
                              "admin": {"token": "…"}}}

            `a` and `b` are two callers with the same rights, `admin` one with more; all may be left out, and what cannot \
            be tried without them is reported as not tried. The audit makes, changes and deletes objects, registers \
            accounts and sends bursts: use a deployment that holds nothing of value.

            Secrets in a folder's files and its git history:

              fivegate audit --secrets .

            Exit status: 0 no critical or high finding, 1 there is one, 64 usage, 65 a bad document or credentials file, or \
            too little could be tried for silence to mean anything.
            """)

    @OptionGroup var workspace: WorkspaceOptions
    @Option(help: "The API's OpenAPI 3 document, YAML or JSON.") var openapi: String?
    @Option(help: "Where the API runs.") var url: String?
    @Option(help: "Who may call it; see above.") var credentials: String?
    @Option(help: "Look for secrets in this folder and its git history, and audit nothing.") var secrets: String?
    @Flag(help: "Print the report as JSON.") var json = false
    @Option(help: "Also write the report as SARIF 2.1.0.") var sarif: String?
    @Option(name: .shortAndLong, help: "Also write audit.md, audit.json and audit.sarif into this folder.")
    var output: String?
    @Option(help: "Only this probe, or all of an item (api1); may be given again.") var only: [String] = []

    func validate() throws {
        guard (openapi == nil) == (url == nil) else {
            throw ValidationError("--openapi and --url belong together: the API's document, and where it runs.")
        }
        if let url, URL(string: url)?.host == nil {
            throw ValidationError("--url takes an address like http://127.0.0.1:8080.")
        }
    }

    func run() async throws {
        try await ExitStatus.reporting {
            if let secrets { return try await SecretsAudit(folder: secrets, json: json).run() }
            let report = try await report()
            try AuditFiles(folder: output, sarif: sarif, document: openapi ?? "openapi.yaml").write(report)
            Terminal.print(json ? report.json.trimmingCharacters(in: .newlines) : AuditText(report).text)
            if !report.isSound { throw ExitCode(ExitStatus.gateClosed) }
            if report.isThin { throw ExitCode(ExitStatus.badInput) }
        }
    }

    private func report() async throws -> AuditReport {
        do {
            return try await openapi == nil ? ownService() : foreign()
        } catch let error as Surface.Unreadable {
            throw BadInput("\(openapi ?? "openapi.yaml"): \(error)")
        } catch let error as CredentialsFile.Invalid {
            throw BadInput(error.description)
        } catch let error as Audit.Blind {
            throw BadInput(error.description)
        } catch let error as Audit.Impossible {
            throw UsageFailure(error.description)
        }
    }

    private func foreign() async throws -> AuditReport {
        let document = openapi ?? ""
        guard let text = try? String(contentsOfFile: document, encoding: .utf8) else {
            throw BadInput("\(document) cannot be read")
        }
        let file = try credentials.map { path in try CredentialsFile(path: path) }
        return try await Audit(Surface(openAPI: text), url: url ?? "", credentials: file, only: only).run(say: Self.say)
    }

    private func ownService() async throws -> AuditReport {
        let folder = try workspace.find()
        let project = try BriefFile.project(folder.path + "/brief.yaml")
        let supervisor = Supervisor()
        let path = folder.path
        let only = only
        return try await interruptible(stopping: supervisor) {
            Terminal.error("building")
            let server = try await BuiltService(workspace: path, supervisor).server()
            return try await WorkspaceAudit(
                server: server, workspace: path, blueprint: project.blueprint, toolbox: Toolbox(supervisor)
            ).run(only: only, say: Self.say)
        }
    }

    private static func say(_ result: ProbeResult) {
        Terminal.error("\(result.verdict.rawValue)  \(result.probe)  \(result.title)")
    }
}
