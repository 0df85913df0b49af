import Foundation

/// Counts the pages of a service's repository that its front door does not serve as they are: the description, the guides and the
/// reference.
public enum ServedDocuments {
    static let unit = "pages missing"

    /// - Parameters:
    ///   - folder: of the service.
    ///   - door: where it answers.
    public static func read(_ folder: String, at door: HTTPClient) async throws -> Reading {
        let reference = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/docs/reference"))?.sorted()
        let guides =
            ["getting-started.md", "authentication.md", "errors.md", "rate-limits.md"]
            + (reference ?? []).filter { $0.hasSuffix(".md") }.map { "reference/" + $0 }
        let pages =
            [
                ("/openapi.yaml", "openapi.yaml"), ("/openapi.json", "openapi.json"),
                ("/docs/CHANGELOG.md", "CHANGELOG.md"),
            ]
            + guides.map { ("/docs/guides/" + $0, "docs/" + $0) }
        var findings: [String] = []
        for (path, file) in pages {
            if let problem = await problem(of: path, "\(folder)/\(file)", door) {
                findings.append("\(path): \(problem)")
            }
        }
        if let problem = await problemOfIndex(door) { findings.append("/docs: \(problem)") }
        return Reading(
            Double(findings.count), unit, findings: findings, details: ["pages": Double(pages.count + 1)])
    }

    private static func problem(of path: String, _ file: String, _ door: HTTPClient) async -> String? {
        guard let written = FileManager.default.contents(atPath: file) else { return "\(file) cannot be read" }
        do {
            let answer = try await door.send("GET", path)
            if answer.status != 200 { return "answers \(answer.status)" }
            return answer.body == written ? nil : "is not what is in the repository"
        } catch { return "\(error.localizedDescription)" }
    }

    private static func problemOfIndex(_ door: HTTPClient) async -> String? {
        do {
            let answer = try await door.send("GET", "/docs")
            return answer.status == 200 ? nil : "answers \(answer.status)"
        } catch { return "\(error.localizedDescription)" }
    }
}
