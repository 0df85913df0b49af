/// Writes compact JSON as bytes. The plan of a large brief has tens of millions, too many to build `JSON` values for.
struct CompactJSON {
    private(set) var bytes: [UInt8] = []
    /// Nothing stands before the next value on its level.
    private var isFirst = true

    /// A value on a line of its own, a comma behind it.
    mutating func line(_ value: (inout CompactJSON) -> Void) {
        value(&self)
        bytes += ",\n".utf8
        isFirst = true
    }

    mutating func object(_ members: (inout CompactJSON) -> Void) { enclosed(by: "{", "}", members) }

    mutating func member(_ name: String, _ value: (inout CompactJSON) -> Void) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
        value(&self)
    }

    mutating func array<Element>(_ elements: [Element], _ write: (Element, inout CompactJSON) -> Void) {
        enclosed(by: "[", "]") { json in
            for element in elements { write(element, &json) }
        }
    }

    mutating func string(_ text: String) {
        separate()
        JSON.write(text, to: &bytes)
    }

    mutating func strings(_ texts: [String]) { array(texts) { $1.string($0) } }

    mutating func int(_ number: Int) { raw(String(number)) }
    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
    mutating func null() { raw("null") }

    mutating func value(_ value: JSON) {
        separate()
        value.writeCompact(to: &bytes)
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes += text.utf8
    }

    private mutating func enclosed(
        by open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout CompactJSON) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: open))
        isFirst = true
        content(&self)
        bytes.append(UInt8(ascii: close))
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}
