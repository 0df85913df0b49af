import Foundation
import Glibc
import Processes
import Proving
import Testing

@testable import Release

@Suite(.serialized) struct RouterTests {
    @Test func `The double is a router`() async throws { try await RouterConformance.check(InMemoryRouter(), (1, 2)) }

    @Test func `HAProxy is a router`() async throws {
        try await Scene.play { scene in
            let version = try scene.version("one")
            var ports: [Slot: Int] = [:]
            for slot in Slot.allCases {
                let placement = Placement(version: version, slot: slot)
                let instance = try await scene.target.start(placement)
                try await scene.target.awaitReady(Placement(version: version, slot: slot, instance: instance))
                ports[slot] = instance.port
            }
            try await RouterConformance.check(
                scene.target.router, (try #require(ports[.blue]), try #require(ports[.green])))
        }
    }

    /// What somebody may call a service.
    private static let names = [
        "users", "it's", "a \"quoted\" name", "$HOME", "back\\slash", "two\nlines\nfrontend evil\n    bind :1",
        "# no comment",
        "'; mode tcp", "trailing \\", "tab\tand\u{0}nul", "naïve – ünïcode 日本", "%[src]", "{ path }", "",
    ]

    @Test(arguments: names) func `A hostile name does not reach HAProxy's grammar`(_ name: String) async throws {
        let configuration = HAProxyConfiguration(
            name: name, door: 18_080, metrics: 18_081, socket: "/tmp/it's a \"socket\"", table: RoutingTable())
        #expect(try await check(configuration.text).isSuccess)
        let sections = configuration.text.split(separator: "\n").filter { $0.first?.isLetter == true }
        #expect(sections == ["global", "defaults", "frontend door", "frontend metrics", "backend service"])
    }

    @Test func `HAProxy's check refuses what is not escaped`() async throws {
        let configuration = HAProxyConfiguration(
            name: "users", door: 18_080, metrics: 18_081, socket: "/tmp/s", table: RoutingTable())
        let hostile = configuration.text.replacing("'users'", with: "it's")
        #expect(try await !check(hostile).isSuccess)
    }

    private func check(_ text: String) async throws -> Outcome {
        let file = NSTemporaryDirectory() + "/haproxy-\(UUID().uuidString).cfg"
        defer { unlink(file) }
        try Data(text.utf8).write(to: URL(filePath: file))
        return try await Supervisor().run(Command("/usr/sbin/haproxy", ["-c", "-f", file], timeLimit: .seconds(20)))
    }

    @Test func `The socket's path is short enough wherever the runtime folder is`() throws {
        let long = "/tmp/" + String(repeating: "x", count: 120)
        let folder = try RuntimeFolder.make(for: "/a/release", environment: ["XDG_RUNTIME_DIR": long])
        #expect((folder + "/haproxy.sock").utf8.count <= 107)
        #expect(try RuntimeFolder.make(for: "/another", environment: ["XDG_RUNTIME_DIR": long]) != folder)
    }

    @Test func `A runtime folder that others may enter is not used`() throws {
        let base = NSTemporaryDirectory() + "/open-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: base) }
        try FileManager.default.createDirectory(
            atPath: base + "/fivegate", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        chmod(base + "/fivegate", 0o777)
        let folder = try RuntimeFolder.make(for: "/a/release", environment: ["XDG_RUNTIME_DIR": base])
        #expect(!folder.hasPrefix(base))
    }

    @Test func `Metrics and readiness do not pass the door, however they are spelled`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            for path in ["/metrics", "//metrics", "/%6Detrics", "/metrics/", "/METRICS", "/metrics?x=1", "/readyz"] {
                let outcome = try await scene.supervisor.run(
                    Command(
                        "curl",
                        [
                            "-s", "--path-as-is", "-o", "/dev/null", "-w", "%{http_code} %{content_type}",
                            "http://127.0.0.1:\(scene.door)\(path)",
                        ], timeLimit: .seconds(10)))
                #expect(outcome.output.text == "404 application/problem+json", "\(path)")
            }
            let live = try await scene.supervisor.run(
                Command("curl", ["-s", "http://127.0.0.1:\(scene.door)/livez"], timeLimit: .seconds(10)))
            #expect(live.output.text == "ok\n")
        }
    }

    @Test func `The proxy's own metrics are on a loopback port of their own, which stays`() async throws {
        try await Scene.play { scene in
            try await scene.deploy(try scene.version("one"))
            let router = try scene.router
            let record = try #require(router.record)
            let port = try #require(record.metrics)
            let client = HTTPClient(base: "http://127.0.0.1:\(port)")
            #expect(try await client.send("GET", "/metrics").text.contains("haproxy_backend_status{proxy=\"service\""))
            #expect(try await client.send("GET", "/items").status == 404)
            #expect(
                try String(contentsOfFile: scene.store.folder + "/haproxy.cfg", encoding: .utf8)
                    .contains("    bind 127.0.0.1:\(port)\n"))
            #expect(targets(scene, "proxy") == [port])
            #expect(targets(scene, "service") == [try scene.store.load().live?.instance?.port])
            kill(record.process.pid, SIGKILL)
            while record.process.isRunning { await Task.yield() }
            try await scene.target.ensure(scene.store.load().routing)
            #expect(router.record?.metrics == port)
            #expect(try await client.send("GET", "/metrics").status == 200)
            try await scene.control().stop()
            #expect(targets(scene, "proxy") == [])
            #expect(targets(scene, "service") == [])
        }
    }

    /// What Prometheus is told to scrape.
    private func targets(_ scene: Scene, _ what: String) -> [Int?] {
        struct Group: Decodable { var targets: [String] }
        let groups = scene.store.read([Group].self, what + "-targets.json") ?? []
        return groups.flatMap(\.targets).map { $0.hasPrefix("127.0.0.1:") ? Int($0.dropFirst(10)) : nil }
    }

    @Test func `A table is read by the names in its head`() {
        let table = RuntimeTable("# name,b,weight\nx,1,2\ny,3,4\n", separator: ",")
        #expect(table.row(["name": "y"])?["weight"] == "4")
        #expect(table.row(["name": "z"]) == nil)
        let spaced = RuntimeTable("1\n# bkname/svname used_cur\nservice/blue 0\n", separator: " ")
        #expect(spaced.row(["bkname/svname": "service/blue"])?["used_cur"] == "0")
    }
}
