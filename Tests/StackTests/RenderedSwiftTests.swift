import Blueprint
import Foundation
import Testing

@testable import Stack

@Suite struct RenderedSwiftTests {
    @Test(
        "Every brief renders to Swift that parses and that the formatter leaves alone", arguments: briefs.keys.sorted())
    func parsesAndIsFormatted(name: String) throws {
        let files = try service(name)
        try withFolder(files) { folder in
            let lint = try run(
                [
                    "swift", "format", "lint", "--strict", "--recursive", "--parallel", "Package.swift", "Sources",
                    "Tests",
                ],
                in: folder)
            #expect(lint.status == 0, "\(lint.output.prefix(2000))")
            let sources = files.map(\.path).filter { $0.hasSuffix(".swift") }
            let parse = try run(["swiftc", "-frontend", "-parse"] + sources, in: folder)
            #expect(parse.status == 0, "\(parse.output.prefix(2000))")
        }
    }

    @Test("The same brief renders to the same bytes", arguments: briefs.keys.sorted())
    func isStable(name: String) throws {
        #expect(try service(name) == service(name))
    }

    @Test("Every file has its own path", arguments: briefs.keys.sorted())
    func pathsAreUnique(name: String) throws {
        let paths = try service(name).map { $0.path.lowercased() }
        #expect(Set(paths).count == paths.count)
    }
}
