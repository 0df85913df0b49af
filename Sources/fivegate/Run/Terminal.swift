import Foundation
import Glibc

/// What people read: facts on standard output, everything else on standard error.
enum Terminal {
    /// Whether somebody watches standard error.
    static let isWatched = isatty(STDERR_FILENO) == 1
    /// Whether somebody can answer.
    static let canAsk = isatty(STDIN_FILENO) == 1 && isWatched

    /// Whether a line waits on standard input, or its end.
    static var hasInput: Bool {
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }

    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Replaces the line that is shown last; it has no line break.
    static func status(_ text: String) {
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + text).utf8))
    }

    /// As many columns as its widest cell in each column; the last column is left as it is.
    static func table(_ rows: [[String]]) -> String {
        let widths = rows.reduce(into: [Int]()) { widths, row in
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return rows.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell.padding(toLength: widths[index] + 2, withPad: " ", startingAt: 0)
            }.joined()
        }.joined(separator: "\n")
    }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// `1:07`, `1:02:09`
    static func clock(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds / 1000)
        let tail = String(format: "%02d:%02d", seconds / 60 % 60, seconds % 60)
        return seconds >= 3600 ? "\(seconds / 3600):" + tail : tail
    }
}
