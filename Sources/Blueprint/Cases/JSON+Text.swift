import Source

extension JSON {
    /// Indented JSON with a final line break.
    public var jsonText: String {
        var text: [UInt8] = []
        writeJSON(to: &text, indent: 0)
        text.append(UInt8(ascii: "\n"))
        return String(decoding: text, as: UTF8.self)
    }

    /// On one line.
    public var compactText: String {
        var text: [UInt8] = []
        writeCompact(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private func writeJSON(to text: inout [UInt8], indent: Int) {
        func line(_ comma: Bool, _ indent: Int, _ text: inout [UInt8]) {
            if comma { text.append(UInt8(ascii: ",")) }
            text.append(0x0A)
            text += repeatElement(0x20, count: indent)
        }
        switch self {
        case .array(let elements) where !elements.isEmpty:
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                line(index > 0, indent + 2, &text)
                element.writeJSON(to: &text, indent: indent + 2)
            }
            line(false, indent, &text)
            text.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                line(index > 0, indent + 2, &text)
                JSON.write(member.name, to: &text)
                text += ": ".utf8
                member.value.writeJSON(to: &text, indent: indent + 2)
            }
            line(false, indent, &text)
            text.append(UInt8(ascii: "}"))
        default: writeCompact(to: &text)
        }
    }

    func writeCompact(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .number(let number): text += number.utf8
        case .string(let string): JSON.write(string, to: &text)
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                element.writeCompact(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                JSON.write(member.name, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.writeCompact(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    /// Nearly every text is plain ASCII, which needs no look at each character's properties.
    static func write(_ string: String, to text: inout [UInt8]) {
        let isPlain = string.withBytes { bytes in
            guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) else { return false }
            text.append(0x22)
            text.append(contentsOf: bytes)
            text.append(0x22)
            return true
        }
        if !isPlain { text += YAMLText.quoted(string).utf8 }
    }
}

extension JSON {
    /// YAML 1.2 in block style.
    public var yamlText: String {
        var text: [UInt8] = []
        writeYAML(to: &text, indent: 0)
        return String(decoding: text, as: UTF8.self)
    }

    /// - Parameter isInline: the first line stands behind a `- `, where its margin would be.
    private func writeYAML(to text: inout [UInt8], indent: Int, isInline: Bool = false) {
        var isFirst = isInline
        func margin(_ text: inout [UInt8]) {
            if !isFirst { text += repeatElement(0x20, count: indent) }
            isFirst = false
        }
        switch self {
        case .object(let members) where !members.isEmpty:
            for member in members {
                margin(&text)
                text += JSON.scalar(member.name).utf8
                text.append(UInt8(ascii: ":"))
                member.value.writeYAMLValue(to: &text, indent: indent + 2)
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                margin(&text)
                text.append(UInt8(ascii: "-"))
                if element.isBlock {
                    text.append(0x20)
                    element.writeYAML(to: &text, indent: indent + 2, isInline: true)
                } else {
                    element.writeYAMLValue(to: &text, indent: indent + 2)
                }
            }
        default: writeYAMLValue(to: &text, indent: indent)
        }
    }

    private func writeYAMLValue(to text: inout [UInt8], indent: Int) {
        if isBlock {
            text.append(0x0A)
            writeYAML(to: &text, indent: indent)
            return
        }
        text.append(0x20)
        if case .string(let string) = self { text += JSON.scalar(string).utf8 } else { writeCompact(to: &text) }
        text.append(0x0A)
    }

    /// A word of more letters than any that YAML reserves is what it is.
    private static func scalar(_ string: String) -> String {
        let isWord = string.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        return isWord && string.utf8.count > 5 ? string : YAMLText.scalar(string)
    }

    private var isBlock: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }
}
