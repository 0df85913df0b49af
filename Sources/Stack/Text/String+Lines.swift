import Source

// Rendered text is measured and moved byte by byte: a large brief has tens of millions of bytes, and a look at each
// character's properties costs many times as much. A line break is one byte in UTF-8 and part of no other character;
// no carriage return stands before one, since every encoder escapes it.

extension String {
    /// How many characters stand side by side.
    var columns: Int { withBytes { $0.contains { $0 >= 0x80 } } ? count : utf8.count }

    /// Whether it takes several lines.
    var isBroken: Bool { contains(byte: 0x0A) }

    /// Every line that is not empty, moved right by four columns a level.
    func indented(_ levels: Int = 1) -> String {
        let margin = 4 * levels
        return withBytes { bytes in
            let lines = 1 + bytes.count { $0 == 0x0A }
            return String(unsafeUninitializedCapacity: bytes.count + margin * lines) { result in
                var (read, written) = (0, 0)
                while read < bytes.count {
                    let end = bytes[read...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
                    if bytes[read] != 0x0A {
                        result[written..<written + margin].initialize(repeating: 0x20)
                        written += margin
                    }
                    written = result[written...].initialize(fromContentsOf: bytes[read..<end])
                    read = end
                }
                return written
            }
        }
    }
}
