import NIOCore

/// Writes JSON straight into the buffer that is sent. The caller keeps the grammar; the writer sets the commas.
public struct JSONWriter: Sendable {
    public private(set) var buffer: ByteBuffer
    private var needsComma = false

    public init(buffer: ByteBuffer = ByteBuffer()) { self.buffer = buffer }

    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open("{")
        try members(&self)
        close("}")
    }

    public mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        open("[")
        try elements(&self)
        close("]")
    }

    /// The name of the next member. Names are the service's own, known to need no escape.
    public mutating func name(_ name: StaticString) {
        separate()
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeStaticString(name)
        buffer.writeStaticString("\":")
        needsComma = false
    }

    /// The name of the next member, escaped.
    public mutating func name(escaping name: String) {
        value(name)
        buffer.writeInteger(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func null() {
        separate()
        buffer.writeStaticString("null")
    }

    public mutating func value(_ bool: Bool) {
        separate()
        buffer.writeStaticString(bool ? "true" : "false")
    }

    public mutating func value(_ number: some BinaryInteger) {
        separate()
        buffer.writeString(String(number))
    }

    /// Text that is already JSON.
    public mutating func raw(_ json: String) {
        separate()
        buffer.writeString(json)
    }

    public mutating func value(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { write(escaping: $0) }
    }

    public mutating func value(_ json: JSON) {
        switch json {
        case .null: null()
        case .bool(let bool): value(bool)
        case .number(let text): raw(text)
        case .string(let text): value(text)
        case .array(let elements):
            array { json in
                for element in elements { json.value(element) }
            }
        case .object(let members):
            object { json in
                for member in members {
                    json.name(escaping: member.name)
                    json.value(member.value)
                }
            }
        }
    }

    // MARK: Members

    public mutating func member(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ number: (some BinaryInteger)?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ bool: Bool?) {
        self.name(name)
        if let bool { value(bool) } else { null() }
    }

    public mutating func member(_ name: StaticString, _ moment: Timestamp?) { member(name, moment?.text) }

    public mutating func member(_ name: StaticString, _ texts: [String]) {
        self.name(name)
        array { json in
            for text in texts { json.value(text) }
        }
    }

    // MARK: Bytes

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        buffer.writeInteger(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        buffer.writeInteger(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Runs without special characters are copied whole.
    private mutating func write(escaping bytes: UnsafeBufferPointer<UInt8>) {
        buffer.reserveCapacity(minimumWritableBytes: bytes.count + 2)
        buffer.writeInteger(UInt8(ascii: "\""))
        var start = 0
        for (index, byte) in bytes.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            buffer.writeBytes(bytes[start..<index])
            write(escape: byte)
            start = index + 1
        }
        buffer.writeBytes(bytes[start...])
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func write(escape byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
        case 0x0A: buffer.writeStaticString("\\n")
        case 0x0D: buffer.writeStaticString("\\r")
        case 0x09: buffer.writeStaticString("\\t")
        default:
            let hex = String(byte, radix: 16)
            buffer.writeString("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
        }
    }
}
