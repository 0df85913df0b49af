import Foundation

/// The samples that a release has kept: `samples.jsonl`, and the one before it.
struct SampleLog: Sendable {
    let store: ReleaseStore
    static let name = "samples.jsonl"

    func append(_ sample: WatchSample) { store.append(sample, to: Self.name) }

    /// Those taken since a moment, in order of time. Lines that cannot be read (torn by a crash, of an older version) are left out.
    func read(since from: Int64) -> [WatchSample] {
        let path = "\(store.folder)/\(Self.name)"
        var byTime: [Int64: WatchSample] = [:]
        for file in [path, path + ".1"] {
            let samples = Self.read(file, since: from)
            for sample in samples.found { byTime[sample.at] = sample }
            if samples.isAll { break }
        }
        return byTime.values.sorted { $0.at < $1.at }
    }

    /// From the end on backwards; `isAll` when an older one was met.
    private static func read(_ file: String, since from: Int64) -> (found: [WatchSample], isAll: Bool) {
        guard let data = try? Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) else { return ([], false) }
        let decoder = JSONDecoder()
        var found: [WatchSample] = []
        var rest = data[...]
        while !rest.isEmpty {
            let line = rest.lastIndex(of: UInt8(ascii: "\n")).map { rest[$0...].dropFirst() } ?? rest
            rest = rest[..<line.startIndex].dropLast()
            guard let sample = try? decoder.decode(WatchSample.self, from: line) else { continue }
            if sample.at < from { return (found, true) }
            found.append(sample)
        }
        return (found, false)
    }
}
