import NIOCore

/// A JSON value (RFC 8259). Numbers stay text, so that none is rounded on the way.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSON

        public init(name: String, value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// - Throws: a ``Problem`` with status 400 that names line and column.
    public init(parsing buffer: ByteBuffer) throws {
        self = try buffer.withUnsafeReadableBytes { bytes in
            var parser = JSONParser(bytes: bytes)
            return try parser.document()
        }
    }

    public init(parsing text: String) throws { try self.init(parsing: ByteBuffer(string: text)) }

    /// Members of an object; nil when this is none.
    public var members: [Member]? {
        if case .object(let members) = self { return members }
        return nil
    }

    /// A member of an object; nil when there is none.
    public subscript(name: String) -> JSON? { members?.first { $0.name == name }?.value }

    public var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    public var isNull: Bool { self == .null }

    /// What this is, for messages: `a string`.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
