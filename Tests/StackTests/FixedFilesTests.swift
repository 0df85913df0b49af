import Blueprint
import Foundation
import Testing

@testable import Stack

@Suite struct FixedFilesTests {
    @Test func theEmbeddedFilesAreThoseOfTheRepository() throws {
        let base = repository.appending(path: "Service")
        #expect(ServiceRenderer.fixedFiles.count > 100)
        for file in ServiceRenderer.fixedFiles {
            let text = try String(contentsOf: base.appending(path: file.path), encoding: .utf8)
            #expect(text == file.text, "\(file.path)")
        }
        for folder in ["Sources/Platform", "Sources/PlatformTesting", "Tests/PlatformTests"] {
            let paths = try FileManager.default.subpathsOfDirectory(atPath: base.appending(path: folder).path)
                .filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }
            #expect(Set(paths).isSubset(of: ServiceRenderer.fixedFiles.map(\.path)))
        }
    }

    /// One scratch path serves all services, and the tests of Platform here, only with the same versions.
    @Test func theManifestNamesTheVersionsOfTheRepository() throws {
        func packages(_ text: String) -> Set<String> {
            Set(
                text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                    $0.hasPrefix(".package(")
                })
        }
        let manifest = try #require(try service("users").first { $0.path == "Package.swift" })
        let ours = try String(contentsOf: repository.appending(path: "Service/Package.swift"), encoding: .utf8)
        #expect(packages(manifest.text) == packages(ours))
    }

    @Test func theFormatterSettingsAreThoseOfTheRepository() throws {
        let settings = try #require(try service("users").first { $0.path == ".swift-format" })
        let ours = try String(contentsOf: repository.appending(path: ".swift-format"), encoding: .utf8)
        #expect(settings.text == ours)
    }
}
