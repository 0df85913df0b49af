import Foundation
import Proving
import Workflow

/// What the tasks of the implementation have recorded of its tests.
struct TestRecord {
    /// SHA-256 of the locked files by path.
    var locks: [String: String] = [:]
    var histories: [TestHistory] = []

    /// - Throws: what reading the memory or its JSON throws.
    init(_ subject: Subject) throws {
        let decoder = JSONDecoder()
        var passed: Set<String> = []
        for name in subject.deliverables.names {
            if name.hasPrefix("tests:") {
                let red = try decoder.decode(RedRecord.self, from: subject.deliverables.content(of: name))
                // What all tests stand on is locked with each: two locks that differ are met by nothing.
                locks.merge(red.locks) { $0 == $1 ? $0 : "\($0) \($1)" }
                histories += red.histories
            } else if name.hasPrefix("implementation:") {
                passed.formUnion(
                    try decoder.decode(GreenRecord.self, from: subject.deliverables.content(of: name)).passed)
            }
        }
        for index in histories.indices where passed.contains(histories[index].test) {
            histories[index].passedAfter = true
        }
    }
}

/// A case of the test plan as its file has it.
struct PlannedCase: Decodable {
    var requirements: [String]

    /// The requirement ids of each case.
    static func read(from path: String) throws -> [[String]] {
        try JSONDecoder().decode([PlannedCase].self, from: Data(contentsOf: URL(filePath: path))).map(\.requirements)
    }
}
