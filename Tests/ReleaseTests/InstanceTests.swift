import Foundation
import Glibc
import Testing

@testable import Release

@Suite struct InstanceTests {
    @Test func `Latencies are summed over routes, those of operations left out`() throws {
        let name = MetricsText.metric
        let text = """
            # TYPE http_server_request_duration_seconds histogram
            \(name){method="GET",route="/items",status="200",le="0.1"} 3
            \(name){method="GET",route="/items",status="200",le="+Inf"} 4
            \(name){method="POST",route="/a\\"b,le=",status="201",le="0.1"} 5
            \(name){method="POST",route="/a\\"b,le=",status="201",le="+Inf"} 5
            \(name){method="GET",route="/readyz",status="200",le="0.1"} 1000
            \(name){method="GET",route="/readyz",status="200",le="+Inf"} 1000
            http_server_request_duration_seconds_count{route="/items"} 4
            """
        #expect(MetricsText.latency(text) == LatencyHistogram(bounds: [0.1], counts: [8, 1]))
        #expect(MetricsText.latency("nothing 1\n") == nil)
    }

    @Test(arguments: [
        ("CREATE TABLE \"a\" (\"id\" INTEGER); CREATE UNIQUE INDEX \"u\" ON \"a\" (\"id\");", true),
        ("ALTER TABLE a ADD COLUMN b TEXT;", true), ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT '';", true),
        ("-- DROP TABLE a;\nCREATE INDEX i ON a (b);", true), ("INSERT INTO a VALUES ('DROP TABLE x');", true),
        ("drop\ntable a;", false), ("ALTER TABLE a DROP COLUMN b;", false), ("ALTER TABLE a RENAME TO b;", false),
        ("ALTER TABLE a RENAME COLUMN b TO c;", false), ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL;", false),
        ("CREATE UNIQUE INDEX u ON a (b);", false),
    ])
    func `What only adds is allowed beside a live version, nothing else`(_ sql: String, _ isAllowed: Bool) {
        #expect(ExpandCheck.findings(in: sql).isEmpty == isAllowed)
    }

    @Test func `Settings that others may read are refused`() throws {
        let folder = NSTemporaryDirectory() + "/settings-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
        #expect(try ServiceProgram.standard(name: "x", workspace: folder).environment == ["ENVIRONMENT": "development"])
        let file = folder + "/state/release.env"
        try Data("# mine\nENVIRONMENT=production\nMAIL_FROM=a=b\n".utf8).write(to: URL(filePath: file))
        chmod(file, 0o644)
        #expect(throws: ReleaseError.self) { try ServiceProgram.standard(name: "x", workspace: folder) }
        chmod(file, 0o600)
        #expect(
            try ServiceProgram.standard(name: "x", workspace: folder).environment
                == ["ENVIRONMENT": "production", "MAIL_FROM": "a=b"])
    }

    @Test func `An instance sees little of the environment that the command was started in`() {
        let program = ServiceProgram(name: "x", state: "/s", environment: ["MAIL": "log"])
        let here = ["PATH": "/bin", "AWS_SECRET_ACCESS_KEY": "k", "CI": "true", "PORT": "1"]
        let changes = program.environment(Version(content: "one"), port: 2, here: here)
        #expect(changes["AWS_SECRET_ACCESS_KEY"] == .some(nil))
        #expect(changes["CI"] == .some(nil))
        #expect(changes["PATH"] == nil, "it is left as it is")
        #expect(changes["PORT"] == "2")
        #expect(changes["MAIL"] == "log")
    }

    @Test func `A version is named by its content`() throws {
        let folder = NSTemporaryDirectory() + "/versions-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try ReleaseStore(folder: folder + "/release")
        let package = folder + "/package"
        try FileManager.default.createDirectory(atPath: package + "/Migrations", withIntermediateDirectories: true)
        try Data("binary".utf8).write(to: URL(filePath: package + "/Server"))
        let add = {
            try VersionFolder(store: store).add(server: package + "/Server", package: package, commit: "c0ffee")
        }
        let first = try add()
        #expect(try add() == first)
        #expect(first.description.hasSuffix("-c0ffee"))
        try Data("CREATE".utf8).write(to: URL(filePath: package + "/Migrations/0001.up.sql"))
        #expect(try add() != first)
        VersionFolder(store: store).prune(keeping: try RolloutState().applying(.deploy(first)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder + "/versions") == ["\(first)"])
    }
}
