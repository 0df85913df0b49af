import Foundation
import Processes

/// Executes an example of one language, as it is printed.
struct ExampleRunner: Sendable {
    static let tags = ["sh", "python", "java", "javascript"]

    let tag: String
    private let program: String
    private let arguments: [String]
    /// Where the program's text goes; nil: it is an argument of the interpreter.
    private let file: String?
    private let environment: [String: String?]

    /// For each language that this machine can run; curl and Python it has to.
    /// - Throws: `MissingTool`
    static func all(_ toolbox: Toolbox, folder: String) throws -> [ExampleRunner] {
        let home = folder + "/curl"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        // The command itself stays as it is printed: curl is told beside it to say the status too.
        try "write-out = \"\\n%{http_code}\"\n".write(toFile: home + "/.curlrc", atomically: true, encoding: .utf8)
        _ = try toolbox.locate(Tool("curl", .debian("curl")))
        let python = try toolbox.locate(Tool("python3", .debian("python3")))
        var runners = [
            ExampleRunner(
                tag: "sh", program: "/bin/sh", arguments: ["-euc"], file: nil, environment: ["CURL_HOME": home]),
            ExampleRunner(tag: "python", program: python, arguments: ["-c"], file: nil, environment: [:]),
        ]
        if let java = try? toolbox.locate(Tool("java", .debian("default-jdk-headless"))) {
            runners.append(
                ExampleRunner(
                    tag: "java", program: java, arguments: [], file: folder + "/Example.java", environment: [:]))
        }
        if let node = try? toolbox.locate(Tool("node", .debian("nodejs"))) {
            runners.append(
                ExampleRunner(
                    tag: "javascript", program: node, arguments: [], file: folder + "/example.mjs", environment: [:]))
        }
        return runners
    }

    func run(_ text: String, _ toolbox: Toolbox, environment: [String: String?]) async throws -> Outcome {
        if let file { try text.write(toFile: file, atomically: true, encoding: .utf8) }
        return try await toolbox.run(
            Command(
                program, arguments + [file ?? text], environment: self.environment.merging(environment) { $1 },
                timeLimit: .seconds(60)))
    }

    /// The status and the body: curl prints the body first, programs the status.
    func answer(in output: String) -> (status: Int, body: String)? {
        if tag == "sh" {
            guard let end = output.lastIndex(of: "\n"), let status = Int(output[output.index(after: end)...]) else {
                return nil
            }
            return (status, String(output[..<end]))
        }
        let parts = output.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let status = Int(first.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            return nil
        }
        let body = parts.count > 1 ? parts[1] : ""
        return (status, body.trimmingCharacters(in: .newlines))
    }
}
