/// A node of a YAML document with its place in the text.
public struct YAMLNode: Sendable {
    public enum Kind: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    public var kind: Kind
    /// Of a scalar: all of it, quotes included. Of a collection: its first character.
    public var range: SourceRange

    public var scalar: YAMLScalar? { if case .scalar(let scalar) = kind { scalar } else { nil } }
    public var sequence: [YAMLNode]? { if case .sequence(let nodes) = kind { nodes } else { nil } }
    public var mapping: [YAMLEntry]? { if case .mapping(let entries) = kind { entries } else { nil } }

    /// Nothing, `~` or `null`, not in quotes.
    public var isNull: Bool {
        scalar.map { $0.isPlain && ["", "~", "null", "Null", "NULL"].contains($0.text) } ?? false
    }

    /// What a message calls it.
    public var noun: String {
        switch kind {
        case .scalar: isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}

/// `key: value`
public struct YAMLEntry: Sendable {
    public var key: YAMLScalar
    public var value: YAMLNode
}

/// A scalar's text, and where each of its bytes stands in the source.
public struct YAMLScalar: Sendable {
    public var text: String
    /// Neither quoted nor a block.
    public var isPlain: Bool
    /// All of it, quotes included.
    public var range: SourceRange
    /// Source offset of each byte of `text` and of its end; nil: the text stands in the source as it is.
    var offsets: [Int]?
    /// Source offset of the text's first byte.
    var contentOffset: Int

    /// The place in the source of a stretch of `text`, in UTF-8 bytes.
    public func range(of bytes: Range<Int>, in source: SourceText) -> SourceRange {
        func offset(_ byte: Int) -> Int {
            guard let offsets else { return contentOffset + byte }
            return offsets[max(0, min(byte, offsets.count - 1))]
        }
        return SourceRange(
            start: source.position(atOffset: offset(bytes.lowerBound)),
            end: source.position(atOffset: offset(bytes.upperBound)))
    }
}
