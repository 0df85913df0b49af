import Brief
import Foundation
import Source
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Files that are no brief at all, or are made to exhaust a reader.
struct HugeInputTests {
    private func codes(_ text: String) -> [String] {
        BriefReader.read(SourceText(name: "brief.yaml", text: text)).diagnostics.map(\.code)
    }

    private func codes(ofFile bytes: Data) throws -> [String] {
        try Files.withFolder { folder in
            let file = folder.appending(path: "brief.yaml")
            try bytes.write(to: file)
            return BriefReader.read(path: file.path).diagnostics.map(\.code)
        }
    }

    /// The design promises a second; a loaded machine that runs unoptimised code gets ten.
    private func isQuick(_ body: () throws -> Void) rethrows {
        let elapsed = try ContinuousClock().measure(body)
        #expect(elapsed < .seconds(10), "took \(elapsed)")
    }

    @Test func tenMegabytesAreRefused() throws {
        try isQuick {
            let codes = try codes(ofFile: Data(repeating: 0x61, count: 10_000_000))
            #expect(codes == ["source/too-large"])
        }
    }

    @Test func aliasExplosionIsRefused() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1...30 {
            lines.append(
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]")
        }
        lines.append("? *a30\n: x")
        isQuick { #expect(codes(lines.joined(separator: "\n")).contains("yaml/alias")) }
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func aThousandLevelsAreRefused(_ opening: String) {
        isQuick { #expect(codes(String(repeating: opening, count: 1000)) != []) }
        let closed = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        isQuick { #expect(codes("api: " + closed).contains("yaml/too-deep")) }
    }

    @Test func thousandsOfMistakesEndAtTheFirstThousand() {
        let fields = (0..<190).map { "      f\($0): strnig" }.joined(separator: "\n")
        let resources = (0..<100).map { "  R\($0):\n    fields:\n" + fields }.joined(separator: "\n")
        isQuick { #expect(codes("api: big\nresources:\n" + resources).count == 1001) }
    }

    @Test func veryLongLineIsRefused() {
        #expect(codes("api: " + String(repeating: "é", count: 100_000)) == ["yaml/long-line"])
    }

    @Test func otherEncodingsAreRefusedAtTheirFirstByte() throws {
        #expect(try codes(ofFile: Data([0x61, 0x3A, 0x20, 0xFF, 0xFE])) == ["source/not-utf8"])
        #expect(try codes(ofFile: Data("api: shop\n".data(using: .utf16)!)) == ["source/not-utf8"])
    }

    @Test func byteOrderMarkIsDropped() throws {
        let bytes = Data([0xEF, 0xBB, 0xBF]) + Data("api: shop\nresources: {A: {fields: {a: int}}}\n".utf8)
        #expect(try codes(ofFile: bytes) == [])
    }

    @Test func missingFileAndDirectoryAreTold() throws {
        try Files.withFolder { folder in
            #expect(BriefReader.read(path: folder.path).diagnostics.map(\.code) == ["source/directory"])
            let missing = folder.appending(path: "none.yaml").path
            #expect(BriefReader.read(path: missing).diagnostics.map(\.code) == ["source/not-found"])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every file"))
    func unreadableFileIsTold() throws {
        try Files.withFolder { folder in
            let file = folder.appending(path: "brief.yaml")
            try Data("api: shop\n".utf8).write(to: file)
            chmod(file.path, 0)
            #expect(BriefReader.read(path: file.path).diagnostics.map(\.code) == ["source/no-permission"])
        }
    }
}
