import Blueprint
import Foundation

/// An operation's example as a page prints it: programs by language, and the answer.
struct PrintedExample: Sendable, Equatable {
    var operation: String
    /// By the fence's tag: `sh`, `python`, `java`, `javascript`, `swift`.
    var programs: [String: String] = [:]
    var status: Int?
    /// The text of the `json` block; nil: the answer has no body.
    var body: String?

    /// All examples of a page: a heading of the second level names the operation, what follows is its.
    static func all(in page: String) -> [PrintedExample] {
        var examples: [PrintedExample] = []
        for block in MarkdownBlock.all(in: page) {
            switch block {
            case .heading(2, let title): examples.append(PrintedExample(operation: title.replacing("\\", with: "")))
            case .heading: break
            case .line(let line):
                guard !examples.isEmpty, line.hasPrefix("Answer: ") else { continue }
                examples[examples.count - 1].status = Int(line.dropFirst("Answer: ".count))
            case .code("json", let text) where !examples.isEmpty: examples[examples.count - 1].body = text
            case .code(let tag, let text) where !examples.isEmpty: examples[examples.count - 1].programs[tag] = text
            case .code: break
            }
        }
        return examples.filter { !$0.programs.isEmpty }
    }
}

/// What a page is made of, as far as instruments look.
enum MarkdownBlock: Sendable, Equatable {
    case heading(Int, String)
    case line(String)
    /// A fenced block: what stands behind the fence, and its text.
    case code(String, String)

    static func all(in page: String) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var open: (tag: String, lines: [Substring])?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let code = open {
                    blocks.append(.code(code.tag, code.lines.joined(separator: "\n") + "\n"))
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)).trimmingCharacters(in: .whitespaces), [])
                }
            } else if open != nil {
                open?.lines.append(line)
            } else if let marks = line.firstMatch(of: /^(#{1,6}) +(.*)$/) {
                blocks.append(.heading(marks.1.count, String(marks.2)))
            } else if !line.isEmpty {
                blocks.append(.line(String(line)))
            }
        }
        return blocks
    }
}
