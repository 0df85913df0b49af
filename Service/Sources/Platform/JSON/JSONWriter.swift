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
        name.withUTF8Buffer { quote($0, ":") }
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
        var text = text
        text.withUTF8 { bytes in
            if bytes.contains(where: Self.isSpecial) { write(escaping: bytes) } else { quote(bytes) }
        }
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

    /// What must not stand in a JSON string as it is.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Text without special characters between quotes, a comma before it where one is due: one write, for this is most of
    /// every answer.
    private mutating func quote(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Unicode.Scalar? = nil) {
        let comma = needsComma ? 1 : 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bytes.count + 4) { target in
            let start = comma + 1
            if comma == 1 { target[0] = UInt8(ascii: ",") }
            target[comma] = UInt8(ascii: "\"")
            UnsafeMutableRawBufferPointer(rebasing: target[start...]).copyMemory(from: UnsafeRawBufferPointer(bytes))
            target[start + bytes.count] = UInt8(ascii: "\"")
            guard let end else { return start + bytes.count + 1 }
            target[start + bytes.count + 1] = UInt8(ascii: end)
            return start + bytes.count + 2
        }
        needsComma = true
    }

    /// Runs without special characters are copied whole.
    private mutating func write(escaping bytes: UnsafeBufferPointer<UInt8>) {
        separate()
        buffer.reserveCapacity(minimumWritableBytes: bytes.count + 2)
        buffer.writeInteger(UInt8(ascii: "\""))
        var start = 0
        for (index, byte) in bytes.enumerated() where Self.isSpecial(byte) {
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
