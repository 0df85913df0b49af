import Foundation

/// Whether the version that serves can work on the schema of the next: new migrations may add, not take away or rename
/// (expand and contract, also called parallel change).
enum ExpandCheck {
    /// - Parameters: folders of versions.
    /// - Throws: `release/contract`.
    static func check(_ next: String, beside live: String) throws {
        let findings = try findings(in: next + "/Migrations", beside: live + "/Migrations")
        guard findings.isEmpty else {
            throw ReleaseError(
                "contract", "the live version could not work on the new schema: \(findings.joined(separator: "; "))",
                next: "add what is new in this release, remove what is old in the next (expand, then contract)")
        }
    }

    /// - Parameters:
    ///   - next: the candidate's `Migrations`.
    ///   - live: the live version's.
    /// - Returns: what a new migration does that the live version may not bear, one line each.
    static func findings(in next: String, beside live: String) throws -> [String] {
        let files = FileManager.default
        let known = Set((try? files.contentsOfDirectory(atPath: live)) ?? [])
        let all = (try? files.contentsOfDirectory(atPath: next)) ?? []
        return try all.filter { $0.hasSuffix(".up.sql") && !known.contains($0) }.sorted().flatMap { file in
            try findings(in: String(contentsOfFile: "\(next)/\(file)", encoding: .utf8)).map { "\(file): \($0)" }
        }
    }

    /// What one migration's text does.
    static func findings(in sql: String) -> [String] {
        statements(sql).compactMap { statement in
            let words = statement.uppercased()
            if words.firstMatch(of: /\bDROP\s+(TABLE|COLUMN|VIEW)\b/) != nil { return "drops: \(statement)" }
            if words.firstMatch(of: /\bALTER\s+TABLE\b.*\bRENAME\b/) != nil { return "renames: \(statement)" }
            if words.firstMatch(of: /\bADD\s+(COLUMN\s+)?.*\bNOT\s+NULL\b/) != nil, !words.contains("DEFAULT") {
                return "adds what older inserts do not give: \(statement)"
            }
            if words.firstMatch(of: /\bCREATE\s+UNIQUE\s+INDEX\b/) != nil { return "forbids duplicates: \(statement)" }
            return nil
        }.filter { !isOfNewTable($0, in: sql) }
    }

    /// A unique index on a table that the same migration creates takes nothing from anybody.
    private static func isOfNewTable(_ finding: String, in sql: String) -> Bool {
        guard finding.hasPrefix("forbids"), let table = finding.firstMatch(of: /(?i)\bON\s+"?(\w+)"?/)?.1 else {
            return false
        }
        return statements(sql).contains {
            $0.firstMatch(of: /(?i)^CREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/)?.2 == table
        }
    }

    /// Without comments and texts, each on one line.
    private static func statements(_ sql: String) -> [String] {
        sql.replacing(/--[^\n]*/, with: "").replacing(/'[^']*'/, with: "''").split(separator: ";").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
    }
}
