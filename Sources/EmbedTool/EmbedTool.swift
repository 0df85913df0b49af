import Foundation

/// Writes the files of some folders as one Swift source: `EmbedTool OUTPUT BASE FOLDER…`.
@main
struct EmbedTool {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count > 2, let output = arguments.first else { throw EmbedError.usage }
        let base = URL(filePath: arguments[arguments.startIndex + 1], directoryHint: .isDirectory)
        let paths = try arguments.dropFirst(2).flatMap { try files(in: $0, below: base) }.sorted()
        let entries = try paths.map { try entry($0, text: text(of: base.appending(path: $0), named: $0)) }
        let source = """
            /// The files that every service has alike, by their paths in the service.
            let embeddedServiceFiles: [(path: String, text: String)] = [
            \(entries.joined(separator: "\n"))
            ]

            """
        try source.write(toFile: output, atomically: true, encoding: .utf8)
    }

    private static func files(in folder: String, below base: URL) throws -> [String] {
        let root = base.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: root.path()).sorted()
            .map { folder + "/" + $0 }
            .filter { path in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(
                    atPath: base.appending(path: path).path(), isDirectory: &isFolder)
                return exists && !isFolder.boolValue
            }
    }

    private static func text(of file: URL, named path: String) throws -> String {
        guard let text = String(data: try Data(contentsOf: file), encoding: .utf8) else {
            throw EmbedError.notText(path)
        }
        return text
    }

    /// A raw multi-line literal: the compiler takes it as it stands, whatever the text contains.
    private static func entry(_ path: String, text: String) -> String {
        var hashes = "#"
        while text.contains("\"\"\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
        return "(\"\(path)\", \(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)),"
    }
}

enum EmbedError: Error, CustomStringConvertible {
    case usage
    case notText(String)

    var description: String {
        switch self {
        case .usage: "usage: EmbedTool OUTPUT BASE FOLDER…"
        case .notText(let path): "\(path) is not UTF-8 text and cannot be embedded"
        }
    }
}
