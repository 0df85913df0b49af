import Foundation

/// An answer as it stood on the wire.
struct Reply: Sendable {
    var status: Int
    /// In order, names in lower case.
    var headers: [(name: String, value: String)]
    var body: String

    /// Nil: that is no HTTP answer.
    init?(_ data: Data) {
        let text = String(decoding: data, as: UTF8.self)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (parts.first ?? "").split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let first = lines.first?.split(separator: " "), first.count >= 2, first[0].hasPrefix("HTTP/"),
            let status = Int(first[1])
        else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            return (pair[0].lowercased(), pair[1].trimmingCharacters(in: .whitespaces))
        }
        body = parts.count == 2 ? String(parts[1]) : ""
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
