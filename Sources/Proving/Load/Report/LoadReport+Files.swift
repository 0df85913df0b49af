import Foundation

extension LoadReport {
    /// Member names sorted, numbers as they are.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Writes `report.json`, `report.md` and the plots into a folder, which is made if need be.
    public func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let plots = plots.map { ($0.name, Data($0.svg.utf8)) }
        let server = server == nil ? "" : "\n![server](server.svg)\n"
        for (name, data) in plots + [("report.json", try json()), ("report.md", Data((markdown + server).utf8))] {
            try data.write(to: URL(filePath: folder).appending(path: name), options: .atomic)
        }
    }
}
