import Blueprint
import Foundation
import Processes
import Testing

@testable import Proving

@Suite struct K6ScriptTests {
    private static let hostile = "a\"b\\c\n</script>\u{2028}${x}`'\u{202E}é"

    private func script(_ profile: LoadProfile = .load) throws -> String {
        let request = LoadRequest(
            "POST", "/\"things", host: "h", headers: [("X-Note", Self.hostile)],
            credentials: [("Authorization", "Bearer secret-token")], body: Array(Self.hostile.utf8),
            expected: [201, 200])
        let question = LoadReport.Question(
            title: Self.hostile, target: "http://127.0.0.1:8080", profile: profile, rate: 20, seconds: 40,
            thresholds: [try Threshold("p(95)<200"), try Threshold("p(99)<500"), try Threshold("rate<0.001")])
        let mix = LoadMix([LoadEndpoint(Self.hostile, weight: 2.5, .cycle([request]))])
        return K6Script(question, mix, LoadOptions()).text
    }

    @Test("thresholds and rates are k6's, credentials come from the environment") func content() throws {
        let text = try script()
        #expect(text.contains(#""http_req_duration": ["p(95)\u003c200", "p(99)\u003c500"],"#))
        #expect(text.contains(#"executor: "constant-arrival-rate", rate: 20, timeUnit: "1s", duration: "40s""#))
        #expect(!text.contains("secret-token"))
        #expect(text.contains("-e AUTHORIZATION=…"))
        #expect(try script(.spike).contains(#"{ target: 200, duration: "0s" }, { target: 200, duration: "10s" }"#))
        #expect(try script(.stress).contains("target: 1280"))
    }

    /// Where Node.js is installed, its engine runs the script with k6's module replaced.
    @Test(
        "hostile names reach the request as they are",
        .enabled(if: (try? Tool("node", .debian("nodejs")).locate()) != nil))
    func runs() async throws {
        let folder = try TemporaryFolder()
        let fake = """
            const http = {
              request: (method, url, body, options) => console.log(JSON.stringify([method, url, body, options])),
              expectedStatuses: (...statuses) => statuses,
            };
            globalThis.__ENV = { AUTHORIZATION: "Bearer from-the-environment" };
            """
        let text = try script().replacing(#"import http from "k6/http";"#, with: fake).replacing(
            "__ENV", with: "globalThis.__ENV"
        )
        .replacing("globalThis.globalThis.", with: "globalThis.")
        try folder.write(text + "\n", to: "script.mjs")
        try folder.write("import run from './script.mjs';\nrun();\n", to: "run.mjs")
        let outcome = try await Supervisor().run(
            Command("node", [folder.path + "/run.mjs"], timeLimit: .seconds(60), mergesErrors: true))
        let sent = try #require(JSON(parsing: outcome.output.data)?.elements, "\(outcome.output.text)")
        #expect(sent[1].text == "http://127.0.0.1:8080/\"things")
        #expect(sent[2].text == Self.hostile)
        #expect(sent[3]["headers"]?["X-Note"]?.text == Self.hostile)
        #expect(sent[3]["headers"]?["Authorization"]?.text == "Bearer from-the-environment")
        #expect(sent[3]["tags"]?["endpoint"]?.text == Self.hostile)
        #expect(sent[3]["responseCallback"] == [.int(201), .int(200)])
    }
}
