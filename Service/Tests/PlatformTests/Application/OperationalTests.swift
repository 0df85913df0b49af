import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct OperationalTests {
    @Test func aLiveServiceSaysSo() async throws {
        let fixture = try PipelineFixture()
        #expect(await fixture.send("GET", "/livez", ["Accept": "text/html"]).status == .ok)
        #expect(await fixture.send("GET", "/readyz").status == .ok)
    }

    @Test func aReleaseTellsItsVersion() async throws {
        let name = try #require(HTTPField.Name("Service-Version"))
        let released = try PipelineFixture(settings: .init(version: "0a1b-9f8e"))
        #expect(await released.send("GET", "/livez").headers[name] == "0a1b-9f8e")
        #expect(try await PipelineFixture().send("GET", "/livez").headers[name] == nil)
    }

    @Test func aServiceWithoutItsDatabaseIsNotReady() async throws {
        let fixture = try PipelineFixture()
        try fixture.services.database.close()
        let reply = await fixture.send("GET", "/readyz")
        #expect(reply.status == .serviceUnavailable)
        #expect(reply.json?["type"] == .string("/problems/not-ready"))
        #expect(await fixture.send("GET", "/livez").status == .ok)
    }

    @Test func documentsAreServedWithTheirOwnPolicy() async throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("Public/docs"), withIntermediateDirectories: true)
        for (name, text) in [
            ("openapi.yaml", "openapi: 3.1.0"), ("openapi.json", "{}"), ("Public/docs/swagger-ui-bundle.js", "js"),
            ("Public/docs/swagger-ui.css", "css"),
        ] {
            try Data(text.utf8).write(to: URL(filePath: folder.file(name)))
        }
        let fixture = try PipelineFixture(Documents(folder: folder.path).all)
        let yaml = await fixture.send("GET", "/openapi.yaml")
        #expect(String(buffer: yaml.body) == "openapi: 3.1.0")
        #expect(yaml.headers[.contentType] == "application/yaml")
        #expect(await fixture.send("GET", "/openapi.json").headers[.contentType] == "application/json")
        let page = await fixture.send("GET", "/docs", ["Accept": "text/html"])
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        #expect(await fixture.send("GET", "/docs/swagger-ui.css").headers[.contentType] == "text/css; charset=utf-8")
        #expect(await fixture.send("GET", "/docs/start.js").headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(await fixture.send("GET", "/docs/favicon-32x32.png").status == .notFound)
    }

    @Test func guidesForCallersAreServedAndThoseForOperatorsAreNot() async throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.file("docs/reference"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder.file("Public/docs"), withIntermediateDirectories: true)
        for name in [
            "docs/getting-started.md", "docs/reference/Thing.md", "docs/runbook.md", "docs/reference/secret.txt",
            "CHANGELOG.md", "Public/docs/swagger-ui-bundle.js",
        ] {
            try Data("text".utf8).write(to: URL(filePath: folder.file(name)))
        }
        let fixture = try PipelineFixture(Documents(folder: folder.path).all)
        for path in ["/docs/guides/getting-started.md", "/docs/guides/reference/Thing.md", "/docs/CHANGELOG.md"] {
            let reply = await fixture.send("GET", path)
            #expect(String(buffer: reply.body) == "text", "\(path)")
            #expect(reply.headers[.contentType] == "text/plain; charset=utf-8")
        }
        for path in ["/docs/guides/runbook.md", "/docs/guides/reference/secret.txt", "/docs/guides/../runbook.md"] {
            #expect(await fixture.send("GET", path).status == .notFound, "\(path)")
        }
        let page = await fixture.send("GET", "/docs")
        #expect(String(buffer: page.body).contains("href=\"/docs/guides/getting-started.md\""))
    }

    @Test func whatIsNotThereIsNotServed() {
        #expect(Documents(folder: TemporaryFolder().path).all.isEmpty)
        #expect(Documents.none.all.isEmpty)
    }
}
