import Foundation

/// How figures are written for people.
enum LoadText {
    /// Without needless zeros: `200`, `0.001`, `99.9`.
    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// To a millionth at most.
    static func rounded(_ value: Double) -> String { number((value * 1e6).rounded() / 1e6) }

    /// Three digits that count: `0.42`, `17.3`, `1,204`.
    static func milliseconds(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
    }

    static func percent(_ share: Double) -> String { String(format: "%.3g %%", share * 100) }
    static func rate(_ value: Double) -> String { String(format: value < 100 ? "%.1f" : "%.0f", value) }
    static func megabytes(_ bytes: Double) -> String { String(format: "%.1f MB", bytes / 1_048_576) }

    /// `90 s`, `10 min`, `24 h`
    static func duration(_ seconds: Double) -> String {
        if seconds >= 3600, seconds.truncatingRemainder(dividingBy: 3600) == 0 { return "\(Int(seconds / 3600)) h" }
        if seconds >= 120, seconds.truncatingRemainder(dividingBy: 60) == 0 { return "\(Int(seconds / 60)) min" }
        return "\(number((seconds * 10).rounded() / 10)) s"
    }
}
