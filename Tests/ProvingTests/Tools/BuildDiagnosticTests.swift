import Testing

@testable import Proving

@Suite struct BuildDiagnosticTests {
    @Test func ourOwnAreReadOnce() {
        let output = """
            [3/9] Compiling API Rules.swift
            /w/Sources/API/Rules.swift:5:9: warning: variable 'x' was never used
             5 |     var x = 1
            /w/Sources/API/Rules.swift:5:9: warning: variable 'x' was never used
            /scratch/checkouts/dep/Sources/D.swift:1:1: warning: not ours
            warning: 'swift-log': found 2 file(s) which are unhandled
            warning: 'w': found 1 file(s) which are unhandled
            error: fatalError
            """
        #expect(
            BuildDiagnostic.reading(output, folder: "/w").map(\.text) == [
                "Sources/API/Rules.swift:5:9: warning: variable 'x' was never used",
                "warning: found 1 file(s) which are unhandled", "error: fatalError",
            ])
    }

    @Test func theFolderOfABuildBelongsToItsDependencies() {
        let one = "    .package(url: \"https://example.org/a\", exact: \"1.0.0\"),\n    name: \"x\"\n"
        let key = BuildFolder.key(toolchain: "6.3", manifest: one)
        #expect(BuildFolder.key(toolchain: "6.3", manifest: one.replacing("\"x\"", with: "\"y\"")) == key)
        #expect(BuildFolder.key(toolchain: "6.3", manifest: one.replacing("1.0.0", with: "1.0.1")) != key)
        #expect(BuildFolder.key(toolchain: "6.4", manifest: one) != key)
    }
}
