import Foundation
import Glibc
import Processes

/// What a release started carries its folder in its environment, so that it is found even when the process that started
/// it was killed before it could write down the process id.
struct ReleaseMark: Sendable {
    /// The release's folder.
    let folder: String

    private static let folderName = "FIVEGATE_RELEASE"
    private static let partName = "FIVEGATE_PART"
    static let proxy = "proxy"
    static let watch = "watch"

    /// The marks of a part.
    func environment(_ part: String) -> [String: String?] { [Self.folderName: folder, Self.partName: part] }

    /// The processes of a part, or of all, that run now; this process is left out.
    func processes(_ part: String? = nil) -> [ChildIdentity] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { $0 != getpid() && carries($0, part) }
            // Only leaders of a session are ours to end, with all that they started.
            .filter { getsid($0) == $0 }.compactMap { ChildIdentity(pid: $0) }.filter(\.isRunning)
    }

    private func carries(_ pid: Int32, _ part: String?) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
        let variables = Set(data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
        guard variables.contains("\(Self.folderName)=\(folder)") else { return false }
        return part.map { variables.contains("\(Self.partName)=\($0)") } ?? true
    }
}
