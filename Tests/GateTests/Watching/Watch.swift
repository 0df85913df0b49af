import Blueprint
import Foundation
import Processes
import Release
import Testing

@testable import Proving

/// A Prometheus that watches a source of metrics and the proxy before it, all started for a test.
struct Watch {
    struct TooLate: Error { var what: String }

    let children: [Child]
    let prometheus: HTTPClient
    /// The proxy's front door, and its own metrics.
    let door: HTTPClient
    let exporter: HTTPClient

    /// - Parameter folder: holds `deploy/monitoring/` and `source.py`.
    static func start(in folder: String, supervisor: Supervisor) async throws -> Watch {
        var children: [Child] = []
        do {
            let start = { (command: Command) in children.append(try await supervisor.start(command)) }
            try await start(
                Command("python3", ["source.py", folder, "/v1"], directory: folder, grace: .milliseconds(100)))
            try await until("the source listens") { FileManager.default.fileExists(atPath: folder + "/port") }
            let port = try #require(Int(String(contentsOfFile: folder + "/port", encoding: .utf8)))
            let (door, metrics, own) = try (
                ServerProcess.freePort(), ServerProcess.freePort(), ServerProcess.freePort()
            )
            let proxy = HAProxyConfiguration(
                name: "users", door: door, metrics: metrics, socket: folder + "/s",
                table: RoutingTable([.blue: .init(port: port, weight: 100)]))
            let release = folder + "/.fivegate/release"
            try FileManager.default.createDirectory(atPath: release, withIntermediateDirectories: true)
            for (name, text) in [
                ("haproxy.cfg", proxy.text), ("service-targets.json", #"[{"targets": ["127.0.0.1:\#(port)"]}]"#),
                ("proxy-targets.json", #"[{"targets": ["127.0.0.1:\#(metrics)"]}]"#),
            ] { try text.write(toFile: "\(release)/\(name)", atomically: true, encoding: .utf8) }
            try await start(
                Command("/usr/sbin/haproxy", ["-db", "-f", release + "/haproxy.cfg"], grace: .milliseconds(100)))
            let exporter = HTTPClient(base: "http://127.0.0.1:\(metrics)")
            try await until("the proxy listens") { try await exporter.send("GET", "/metrics").status == 200 }
            try await start(
                Command(
                    "prometheus",
                    [
                        "--config.file=deploy/monitoring/prometheus.yml", "--web.listen-address=127.0.0.1:\(own)",
                        "--storage.tsdb.path=\(folder)/data",
                    ], directory: folder, outputFile: folder + "/prometheus.log"))
            return Watch(
                children: children, prometheus: HTTPClient(base: "http://127.0.0.1:\(own)"),
                door: HTTPClient(base: "http://127.0.0.1:\(door)"), exporter: exporter)
        } catch {
            for child in children { _ = try? await child.stop() }
            throw error
        }
    }

    func stop() async throws { for child in children.reversed() { try await child.stop() } }

    /// The value of an expression that has one; 0 where it has none.
    func value(_ expression: String) async throws -> Double {
        let answer = try await prometheus.send("GET", "/api/v1/query?query=" + expression)
        guard case .array(let results)? = JSON(parsing: answer.body)?["data"]?["result"],
            case .array(let sample)? = results.first?["value"], sample.count == 2
        else { return 0 }
        return sample[1].text.flatMap { Double($0) } ?? 0
    }

    func firing() async throws -> Set<String> {
        let answer = try await prometheus.send("GET", "/api/v1/alerts")
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
