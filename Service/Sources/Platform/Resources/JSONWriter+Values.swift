import GRDB

extension JSONWriter {
    /// The elements of a list field.
    public mutating func member(_ name: StaticString, elements: [DatabaseValue]) {
        self.name(name)
        array { json in
            for element in elements {
                switch element.storage {
                case .int64(let number): json.value(number)
                case .string(let text): json.value(text)
                case .double, .null, .blob: json.null()
                }
            }
        }
    }

    /// Text that is already JSON.
    public mutating func member(_ name: StaticString, raw text: String?) {
        self.name(name)
        if let text { raw(text) } else { null() }
    }
}
