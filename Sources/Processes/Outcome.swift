import Foundation

/// How a program ended.
public enum ExitStatus: Sendable, Hashable, Codable {
    /// It returned this code.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)

    public var isSuccess: Bool { self == .exited(0) }

    /// What a shell would show: the code, or 128 + the signal.
    public var code: Int {
        switch self {
        case .exited(let code): Int(code)
        case .signalled(let signal): 128 + Int(signal)
        }
    }
}

/// What a program wrote on one of its outputs.
public struct Captured: Sendable, Equatable {
    /// The first bytes, up to the command's capture limit.
    public var data: Data
    /// How many bytes were written in all.
    public var count: Int
    /// SHA-256 of all of them, in lower-case hexadecimal digits.
    public var sha256: String

    /// Whether more was written than was kept.
    public var isTruncated: Bool { count > data.count }
    public var text: String { String(decoding: data, as: UTF8.self) }
}

/// A program that has ended.
public struct Outcome: Sendable {
    public var argv: [String]
    public var status: ExitStatus
    /// Whether the time limit ended it.
    public var timedOut: Bool
    public var output: Captured
    /// Empty when the command merges errors into the output.
    public var errors: Captured
    /// From just before the start to the end.
    public var elapsed: Duration

    public var isSuccess: Bool { status.isSuccess && !timedOut }

    /// This outcome, or an error that names the command, how it ended and the end of what it said.
    public func successful() throws(ProcessError) -> Outcome {
        guard isSuccess else { throw .failed(argv: argv, status: status, timedOut: timedOut, message: lastWords) }
        return self
    }

    private var lastWords: String {
        let text = errors.data.isEmpty ? output.text : errors.text
        return text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }
}
