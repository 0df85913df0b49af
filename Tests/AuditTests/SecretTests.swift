import Foundation
import Processes
import Testing

@testable import Proving

struct SecretTests {
    private let scanner = SecretScanner()
    // Put together here, so that this file holds none.
    private static let samples: [(String, String)] = [
        ("aws-access-key", "id: AKIA" + "QYLPMN5HFIQR7XYA"),
        ("aws-secret-key", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYzQmTkLpWvN"),
        ("github-token", "token ghp_" + "R4nd0mT0kenR4nd0mT0kenR4nd0mT0ken12ab"),
        ("private-key", "-----BEGIN RSA " + "PRIVATE KEY-----"),
        ("jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4eHl6MTIzIn0." + "dBjftJeZ4CVPmB92K27uhbUJU1p1rQWgFW"),
        ("password", "db_password = \"" + "tR8#kq!Vz2mL\""),
        ("url-password", "postgres://app:" + "tR8kqVz2mL@db.internal/app"),
        ("environment-password", "DB_PASSWORD=" + "tR8kqVz2mLwX"),
        ("high-entropy", "sessionKey: \"" + "Zx8Qm2Lk9Vb4Nc7Tr1Yp6Wd3Hf5Js0Ga\""),
    ]

    @Test(arguments: SecretTests.samples) func isFound(_ rule: String, _ line: String) throws {
        let finding = try #require(scanner.scan("x\n\(line)", path: "f").first, "\(line)")
        #expect(finding.rule == rule)
        #expect(finding.line == 2)
    }

    @Test(arguments: SecretTests.samples) func isNeverShown(_ rule: String, _ line: String) throws {
        let finding = try #require(scanner.scan(line, path: "f").first)
        let text = String(decoding: try JSONEncoder().encode(finding), as: UTF8.self)
        let secret = line.split { " =:\"@/".contains($0) }.max { $0.count < $1.count } ?? ""
        #expect(secret.count < 12 || !text.contains(secret.suffix(10)), "\(text)")
    }

    @Test(arguments: [
        "password = \"changeme-please\"", "api_key: \"your-api-key-here\"", "password = \"${DB_PASSWORD}\"",
        "let secretName = \"something\"", "secret: \"aaaaaaaaaaaa\"", "https://example.org/a:b@c", "PASSWORD=",
        "token ghp_short", "let key = \"users.created.at.index\"", "AKIA is how such ids begin",
    ]) func standInsAreNone(_ line: String) { #expect(scanner.scan(line, path: "f") == []) }

    @Test func whatHasNoFormatIsLowInTestsAndDocuments() throws {
        let password = SecretTests.samples[5].1
        let severities = ["src/db.py", "Tests/DBTests.swift", "README.md"].map { path in
            scanner.scan(password, path: path).map(\.severity)
        }
        #expect(severities == [[.high], [.low], [.low]])
        #expect(scanner.scan(SecretTests.samples[0].1, path: "Tests/x").map(\.severity) == [.critical])
    }

    @Test func aCommentAllowsALine() {
        let line = Self.samples[0].1
        #expect(scanner.scan(line + "  # fivegate:allow-secret", path: "f") == [])
        #expect(scanner.scan("// gitleaks:allow\n\(line)", path: "f") == [])
        #expect(scanner.scan("// gitleaks:allow\n\n\(line)", path: "f").count == 1)
    }

    @Test func whatWasRemovedStandsInTheHistory() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "secrets-\(UUID())").path()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let supervisor = Supervisor()
        func git(_ arguments: String...) async throws {
            let who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
            _ = try await supervisor.run(Command("git", ["-C", folder] + who + arguments)).successful()
        }
        try await git("init", "-q")
        try (Self.samples[0].1 + "\n").write(toFile: folder + "/config.txt", atomically: true, encoding: .utf8)
        try await git("add", ".")
        try await git("commit", "-qm", "one")
        let now = try await SecretScan(folder, supervisor).run()
        #expect(now.findings.map(\.commit) == [nil])
        try "clean\n".write(toFile: folder + "/config.txt", atomically: true, encoding: .utf8)
        try await git("commit", "-qam", "two")
        let later = try await SecretScan(folder, supervisor).run()
        #expect(later.commits == 2)
        #expect(later.findings.map(\.path) == ["config.txt"])
        #expect(later.findings.first?.commit != nil)
        #expect(!later.isSound)
    }

    @Test func aFolderWithoutHistorySaysSo() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "secrets-\(UUID())").path()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let report = try await SecretScan(folder, Supervisor()).run()
        #expect(report.commits == nil)
        #expect(report.notRead != nil)
    }
}
