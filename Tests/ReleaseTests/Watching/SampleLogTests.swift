import Foundation
import Testing

@testable import Release

@Suite struct SampleLogTests {
    private func withLog(_ body: (SampleLog) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "/samples-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(SampleLog(store: ReleaseStore(folder: folder)))
    }

    private func sample(_ at: Int64) -> WatchSample { WatchSample(at: at, door: nil, instances: []) }

    @Test func `Samples are read over the rotation of their file`() throws {
        try withLog { log in
            let path = log.store.folder + "/samples.jsonl"
            try Data(repeating: UInt8(ascii: "x"), count: 17 << 20).write(to: URL(filePath: path))
            try Data("\n".utf8).append(to: path)
            for at in 1...6 { log.append(sample(Int64(at) * 10)) }
            #expect(FileManager.default.fileExists(atPath: path + ".1"))
            let old = try String(decoding: Data(contentsOf: URL(filePath: path + ".1")).suffix(200), as: UTF8.self)
            #expect(old.contains("\"at\":10,") && !old.contains("\"at\":60,"))
            #expect(log.read(since: 0).map(\.at) == [10, 20, 30, 40, 50, 60])
            #expect(log.read(since: 10).map(\.at) == [10, 20, 30, 40, 50, 60])
            #expect(log.read(since: 41).map(\.at) == [50, 60])
            #expect(log.read(since: 61) == [])
        }
    }

    @Test func `A torn line, and one of an older version, are left out`() throws {
        try withLog { log in
            let path = log.store.folder + "/samples.jsonl"
            #expect(log.read(since: 0) == [])
            log.append(sample(10))
            try Data("{\"at\":11,\"slot\":\"blue\",\"version\":\"a\"}\n{\"at\":12,\"ins".utf8).append(to: path)
            #expect(log.read(since: 0) == [sample(10)])
            try Data("\n".utf8).append(to: path)
            log.append(sample(20))
            #expect(log.read(since: 0) == [sample(10), sample(20)])
        }
    }

    @Test func `A sample is read as it was written`() throws {
        try withLog { log in
            var script = WatchScript()
            script.look(100, answers: ["2xx": 5], fast: 3, values: ["limited": 1], usage: ["GET /a|2xx": 3])
            log.append(script.samples[0])
            #expect(log.read(since: 0) == script.samples)
        }
    }
}

extension Data {
    fileprivate func append(to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.seekToEnd()
        try file.write(contentsOf: self)
        try file.close()
    }
}
