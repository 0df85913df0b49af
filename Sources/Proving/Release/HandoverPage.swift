import Foundation

/// Counts what is missing from the page for those who take a service over: a section without text, a link that leads nowhere.
public enum HandoverPage {
    static let unit = "findings"
    /// What they will ask.
    static let sections = ["Onboarding", "Support", "Common problems", "Escalation"]

    /// - Parameter folder: of the service.
    public static func read(_ folder: String) -> Reading {
        guard let page = try? String(contentsOfFile: folder + "/docs/handover.md", encoding: .utf8) else {
            return .notMeasured("docs/handover.md cannot be read", unit: unit)
        }
        let written = texts(of: page)
        let missing = sections.filter { written[$0]?.isEmpty ?? true }.map {
            "there is no section \($0), or it is empty"
        }
        let links = page.matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/).map { String($0.1) }
        let dead = Set(links).filter { !FileManager.default.fileExists(atPath: "\(folder)/docs/\($0)") }.sorted()
        return .counting(missing + dead.map { "the link \($0) leads nowhere" }, unit)
    }

    /// By heading of the second level, the lines below it.
    private static func texts(of page: String) -> [String: [String]] {
        var texts: [String: [String]] = [:]
        var heading: String?
        for block in MarkdownBlock.all(in: page) {
            switch block {
            case .heading(2, let title): heading = title
            case .heading: heading = nil
            case .line(let text), .code(_, let text): if let heading { texts[heading, default: []].append(text) }
            }
        }
        return texts
    }
}
