import ArgumentParser
import Brief
import Foundation
import Source

/// `fivegate check FILE`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a brief and show everything that is wrong with it.",
        discussion: "Exit status: 0 when the brief is good, with warnings or without; 65 when it isn't.")

    @Argument(help: "The brief.")
    var file: String?

    @Flag(help: "Print diagnostics as JSON on standard output.")
    var json = false

    @Flag(help: "Print the JSON Schema of briefs, for editors.")
    var schema = false

    func validate() throws {
        if file == nil, !schema { throw ValidationError("Name the brief to check, or ask for --schema.") }
    }

    func run() async throws {
        if schema {
            print(BriefSchema.json, terminator: "")
            return
        }
        let reading = BriefReader.read(path: file ?? "")
        if json {
            print(reading.report.json, terminator: "")
        } else {
            if !reading.diagnostics.isEmpty { FileHandle.standardError.write(Data(reading.report.text.utf8)) }
            if let brief = reading.brief { print("\(file ?? ""): \(brief.summary)") }
        }
        if reading.brief == nil { throw ExitCode(65) }
    }
}
