import Blueprint
import Foundation
import Processes

@testable import Proving

/// A Prometheus that watches a source of metrics, both started for a test.
struct Watch {
    struct TooLate: Error { var what: String }

    let source: Child
    let prometheus: Child
    let client: HTTPClient

    /// - Parameter folder: holds `deploy/monitoring/` and `source.py`.
    static func start(in folder: String, supervisor: Supervisor) async throws -> Watch {
        let source = try await supervisor.start(
            Command("python3", ["source.py", folder, "/v1"], directory: folder, grace: .milliseconds(100)))
        do {
            try await until("the source listens") { FileManager.default.fileExists(atPath: folder + "/port") }
            let port = try String(contentsOfFile: folder + "/port", encoding: .utf8)
            try "- targets: [\"127.0.0.1:\(port)\"]".write(
                toFile: folder + "/deploy/monitoring/targets.yml", atomically: true, encoding: .utf8)
            let own = try ServerProcess.freePort()
            let prometheus = try await supervisor.start(
                Command(
                    "prometheus",
                    [
                        "--config.file=deploy/monitoring/prometheus.yml", "--web.listen-address=127.0.0.1:\(own)",
                        "--storage.tsdb.path=\(folder)/data",
                    ], directory: folder, outputFile: folder + "/prometheus.log"))
            return Watch(source: source, prometheus: prometheus, client: HTTPClient(base: "http://127.0.0.1:\(own)"))
        } catch {
            _ = try? await source.stop()
            throw error
        }
    }

    func stop() async throws {
        try await prometheus.stop()
        try await source.stop()
    }

    /// The value of an expression that has one; 0 where it has none.
    func value(_ expression: String) async throws -> Double {
        let answer = try await client.send("GET", "/api/v1/query?query=" + expression)
        guard case .array(let results)? = JSON(parsing: answer.body)?["data"]?["result"],
            case .array(let sample)? = results.first?["value"], sample.count == 2
        else { return 0 }
        return sample[1].text.flatMap { Double($0) } ?? 0
    }

    func firing() async throws -> Set<String> {
        let answer = try await client.send("GET", "/api/v1/alerts")
        guard case .array(let alerts)? = JSON(parsing: answer.body)?["data"]?["alerts"] else { return [] }
        return Set(alerts.filter { $0["state"]?.text == "firing" }.compactMap { $0["labels"]?["alertname"]?.text })
    }

    func until(_ what: String, _ holds: () async throws -> Bool) async throws { try await Self.until(what, holds) }

    /// Neither program announces anything but by answering: it is asked again until it does.
    static func until(_ what: String, _ holds: () async throws -> Bool) async throws {
        let clock = ContinuousClock()
        let begun = clock.now
        while clock.now - begun < .seconds(60) {
            if (try? await holds()) == true { return }
            try await clock.sleep(for: .milliseconds(100))
        }
        throw TooLate(what: what)
    }
}
