import Crypto
import Foundation
import Subprocess
import SystemPackage

/// Takes in one output of a program: keeps its beginning, hashes and counts all of it, copies it to a file.
struct OutputCollector {
    let limit: Int
    let file: FileDescriptor?
    private var data = Data()
    private var count = 0
    private var hash = SHA256()

    init(limit: Int, file: FileDescriptor? = nil) {
        self.limit = limit
        self.file = file
    }

    /// Reads to the end of the output.
    static func collect(
        _ sequence: SubprocessOutputSequence, limit: Int, file: FileDescriptor? = nil
    ) async throws -> Captured {
        var collector = OutputCollector(limit: limit, file: file)
        for try await buffer in sequence {
            try buffer.withUnsafeBytes { try collector.append($0) }
        }
        return collector.captured()
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws {
        count += bytes.count
        hash.update(bufferPointer: bytes)
        if data.count < limit { data.append(contentsOf: bytes.prefix(limit - data.count)) }
        _ = try file?.writeAll(bytes)
    }

    func captured() -> Captured {
        Captured(data: data, count: count, sha256: hash.finalize().map { String(format: "%02x", $0) }.joined())
    }
}
