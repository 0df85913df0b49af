import Foundation

/// What lives on when the command has ended sees of the environment that it was started in only this; the rest, such as
/// the keys of whoever started it, is none of its business.
enum Surroundings {
    private static let kept: Set<String> = [
        "PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "XDG_RUNTIME_DIR",
        "XDG_CACHE_HOME",
    ]

    /// As changes to this process's environment.
    static func hidden(here: [String: String] = ProcessInfo.processInfo.environment) -> [String: String?] {
        here.filter { !kept.contains($0.key) }.mapValues { _ in nil }
    }
}
