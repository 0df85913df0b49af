/// Ids that sort by the time they were made (RFC 9562, version 7).
public enum UUIDv7 {
    /// A new id, lower case.
    public static func make(at now: Timestamp = .now) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(milliseconds: UInt64(max(0, now.milliseconds)), using: &generator)
    }

    static func make(milliseconds: UInt64, using generator: inout some RandomNumberGenerator) -> String {
        let random = generator.next()
        let high = milliseconds << 16 | 0x7000 | random >> 52
        let low = generator.next() >> 2 | 0x8000_0000_0000_0000
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 36) { text in
            var at = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    text[at] = UInt8(ascii: "-")
                    at += 1
                }
                let word = nibble < 16 ? high : low
                let value = Int(word >> UInt64(60 - nibble % 16 * 4) & 0xF)
                text[at] = digits.utf8Start[value]
                at += 1
            }
            return at
        }
    }
}
