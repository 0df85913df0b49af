/// A table of the Runtime API, read by the names in its head, since columns come with versions.
struct RuntimeTable {
    private let names: [String]
    private let rows: [[String]]

    /// - Parameters:
    ///   - text: the first line that begins with `#` is the head.
    ///   - separator: `,` for `show stat`, a space for the rest.
    init(_ text: String, separator: Character) {
        var names: [String] = []
        var rows: [[String]] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                guard names.isEmpty else { continue }
                names = line.dropFirst().trimming(" ").split(separator: separator, omittingEmptySubsequences: false)
                    .map(String.init)
            } else if !names.isEmpty {
                rows.append(line.split(separator: separator, omittingEmptySubsequences: false).map(String.init))
            }
        }
        self.names = names
        self.rows = rows
    }

    /// The first row in which these columns have these values, by column.
    func row(_ wanted: [String: String]) -> [String: String]? {
        rows.lazy.map { Dictionary(zip(names, $0), uniquingKeysWith: { first, _ in first }) }
            .first { row in wanted.allSatisfy { row[$0.key] == $0.value } }
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> Substring {
        var text = self
        while text.first == character { text.removeFirst() }
        while text.last == character { text.removeLast() }
        return text
    }
}
