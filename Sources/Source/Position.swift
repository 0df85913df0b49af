/// A place in a text: line and column count from 1, the column in Unicode scalars; the offset counts UTF-8 bytes from 0.
public struct Position: Sendable, Hashable, Codable {
    public var line: Int
    public var column: Int
    public var offset: Int

    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

/// A stretch of a text: from `start` up to, not including, `end`.
public struct SourceRange: Sendable, Hashable, Codable {
    public var start: Position
    public var end: Position

    public init(start: Position, end: Position) {
        self.start = start
        self.end = end
    }
}
