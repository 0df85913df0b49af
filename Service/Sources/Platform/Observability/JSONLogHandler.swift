import Foundation
import Logging
import NIOCore

/// Writes a log entry as one line of JSON.
public struct JSONLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    private let label: String
    private let now: @Sendable () -> Timestamp
    private let write: @Sendable (ByteBuffer) -> Void

    /// - Parameter write: takes one line with its newline; nil: standard output.
    public init(
        label: String, level: Logger.Level = .info, now: @escaping @Sendable () -> Timestamp = { .now },
        write: (@Sendable (ByteBuffer) -> Void)? = nil
    ) {
        self.label = label
        logLevel = level
        self.now = now
        self.write = write ?? Self.writeToStandardOutput
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var json = JSONWriter()
        json.object { json in
            json.member("time", now())
            json.member("level", event.level.rawValue)
            json.member("logger", label)
            json.member("message", event.message.description)
            if let error = event.error { json.member("error", "\(error)") }
            let entries = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
            for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
                json.name(escaping: key)
                json.value(value)
            }
        }
        var line = json.buffer
        line.writeInteger(UInt8(ascii: "\n"))
        write(line)
    }

    /// One call for a whole line, so that lines of several threads don't mix.
    private static let writeToStandardOutput: @Sendable (ByteBuffer) -> Void = { line in
        line.withUnsafeReadableBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written <= 0 { return }
                rest = rest.dropFirst(written)
            }
        }
    }
}

extension JSONWriter {
    mutating func value(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text): self.value(text)
        case .stringConvertible(let number as Int): self.value(number)
        case .stringConvertible(let number as Double): raw(number.isFinite ? "\(number)" : "null")
        case .stringConvertible(let other): self.value(other.description)
        case .array(let values):
            array { json in
                for value in values { json.value(value) }
            }
        case .dictionary(let values):
            object { json in
                for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                    json.name(escaping: key)
                    json.value(value)
                }
            }
        }
    }
}
