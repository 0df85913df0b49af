import Foundation

extension Watcher {
    private struct Time: Decodable { var at: Int64 }

    /// How many samples the supervisor has taken since a time (seconds since 1970).
    public static func samples(in store: ReleaseStore, since time: Int64) -> Int {
        let text = (try? String(contentsOfFile: store.folder + "/samples.jsonl", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").reversed().prefix {
            // The last line may be half written.
            (try? JSONDecoder().decode(Time.self, from: Data($0.utf8))).map { $0.at >= time } ?? true
        }.count
    }
}
