import Foundation
import Workflow

/// Counts the test files that were changed, removed or added after they were locked.
public enum LockedTests {
    static let unit = "locked files touched"

    /// - Parameters:
    ///   - locks: SHA-256 by path, recorded when the tests had been seen red.
    ///   - present: the test files as they are now.
    public static func read(locks: [String: String], present: [SourceFile]) -> Reading {
        if locks.isEmpty { return .notMeasured("no test file was locked", unit: unit) }
        let now = Dictionary(present.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = locks.sorted { $0.key < $1.key }.compactMap { path, hash -> String? in
            guard let file = now[path] else { return "\(path) was removed after it was locked" }
            return hash == lock(of: file) ? nil : "\(path) was changed after it was locked"
        }
        let added = now.keys.filter { locks[$0] == nil }.sorted().map { "\($0) was never locked" }
        return .counting(changed + added, unit)
    }

    /// What is recorded of a file when it is locked.
    public static func lock(of file: SourceFile) -> String { SHA256Digest.of(Data(file.text.utf8)) }
}
