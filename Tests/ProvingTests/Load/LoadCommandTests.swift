import Blueprint
import Foundation
import Processes
import Testing

@testable import Proving

/// The built command against a real server.
@Suite(.serialized) struct LoadCommandTests {
    /// Beside the test's own executable.
    private static let command = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "fivegate").path
    private static let document = """
        openapi: 3.1.0
        info: {title: Things, version: "1"}
        paths:
          /things: {get: {operationId: list, responses: {"200": {description: ok}}}}
        """

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.document, to: "openapi.yaml")
    }

    private func load(_ port: Int, _ more: String...) -> Command {
        Command(
            Self.command,
            ["load", "--openapi", folder.path + "/openapi.yaml", "--url", "http://127.0.0.1:\(port)"] + more,
            directory: folder.path, timeLimit: .seconds(60))
    }

    @Test("it prints the report, writes its files and exits by its verdict") func report() async throws {
        for status in [200, 500] {
            let server = try await LoopbackServer { _, _, _ in .answer(status) }
            let outcome = try await Supervisor().run(
                load(
                    server.port, "--rate", "50", "--duration", "1s", "--json", "--threshold", "rate<0.001", "-o", "out",
                    "--k6", "load.js"))
            try await server.stop()
            let report = try JSONDecoder().decode(LoadReport.self, from: outcome.output.data)
            #expect(report.requests == 50)
            #expect(report.failures == (status == 200 ? 0 : 50))
            // A busy machine may make it invalid, which is no pass either.
            #expect((report.verdict == .pass) == outcome.isSuccess)
            #expect(status == 200 ? report.verdict != .fail : report.verdict != .pass)
            #expect(outcome.isSuccess || outcome.status.code == 1)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
            #expect(files == ["latency.svg", "rate.svg", "report.json", "report.md"])
            #expect(try String(contentsOfFile: folder.path + "/load.js", encoding: .utf8).contains("k6/http"))
        }
    }

    @Test("stopped in the middle, it reports what had been done and exits with 75") func interrupted() async throws {
        let (hundredth, told) = AsyncStream<Void>.makeStream()
        let server = try await LoopbackServer { number, _, _ in
            if number == 100 { told.finish() }
            return .answer(200)
        }
        var command = load(server.port, "--rate", "100", "--duration", "10m", "--json")
        command.outputFile = folder.path + "/said"
        let child = try await Supervisor().start(command)
        for await _ in hundredth {}
        let status = try await child.stop()
        try await server.stop()
        let said = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
        #expect(status == .exited(75), "\(said)")
        #expect(said.contains(#""verdict" : "interrupted""#))
        #expect(said.contains("interrupted after"))
    }

    @Test(
        "what cannot be is refused with what to do",
        arguments: [
            (["--threshold", "p95<200"], "no aggregation `p95`"), (["--duration", "soon"], "no duration"),
            (["--rate", "0"], "--rate"), (["--url", "https://127.0.0.1"], "not http"),
            (["--operation", "lost"], "no operation lost"), (["--openapi", "lost.yaml"], "cannot be read"),
        ]) func refused(arguments: [String], words: String) async throws
    {
        let server = try await LoopbackServer { _, _, _ in .answer(200) }
        var command = load(server.port)
        command.arguments += arguments
        let outcome = try await Supervisor().run(command)
        try await server.stop()
        #expect(outcome.status.code == 64, "\(outcome.errors.text)")
        #expect(outcome.errors.text.contains(words), "\(outcome.errors.text)")
    }
}
