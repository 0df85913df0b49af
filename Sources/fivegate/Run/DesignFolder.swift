import Foundation
import Workflow

/// The folder that a design is written to: only files that changed, never through a symbolic link.
struct DesignFolder {
    let path: String

    /// - Parameter text: what the file must hold.
    /// - Returns: whether it held something else before.
    /// - Throws: `WorkspaceError` where a part of the path is a symbolic link or in the way.
    func write(_ text: String, to name: String) throws -> Bool {
        let place = try resolve(name)
        let data = Data(text.utf8)
        if FileManager.default.contents(atPath: place) == data { return false }
        try FileManager.default.createDirectory(
            atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try data.write(to: URL(filePath: place), options: .atomic)
        return true
    }

    /// The absolute path of a file in the folder.
    func resolve(_ name: String) throws -> String {
        var current = path
        let parts = name.split(separator: "/").map(String.init)
        for (index, part) in parts.enumerated() {
            current += "/" + part
            guard let kind = try? FileManager.default.attributesOfItem(atPath: current)[.type] as? FileAttributeType
            else {
                continue
            }
            let wanted: FileAttributeType = index == parts.count - 1 ? .typeRegular : .typeDirectory
            if kind == .typeSymbolicLink {
                throw WorkspaceError(path: current, reason: "a symbolic link is not followed")
            }
            if kind != wanted { throw WorkspaceError(path: current, reason: "something else is in the way") }
        }
        return current
    }
}
