/// Text in HAProxy's configuration (section 2.2, "Quoting and escaping"): between single quotes nothing is interpreted.
enum HAProxyText {
    /// One argument. Control characters cannot be written and are replaced.
    static func quoted(_ text: String) -> String {
        let plain = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.value < 0x20 || $0.value == 0x7F || (0x80..<0xA0).contains($0.value) ? "\u{FFFD}" : $0
                }))
        return "'" + plain.replacing("'", with: #"'\''"#) + "'"
    }
}
