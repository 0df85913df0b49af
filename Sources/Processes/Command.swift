import Foundation

/// A program to run: always an argument vector, never a shell's text.
public struct Command: Sendable, Equatable {
    /// A name looked up on `PATH`, or a path.
    public var executable: String
    public var arguments: [String]
    /// The working directory; nil means this process's own.
    public var directory: String?
    /// Added to the inherited environment; a nil value removes the variable.
    public var environment: [String: String?]
    /// What the program reads from its standard input; nil means nothing (`/dev/null`).
    public var input: Data?
    /// How long it may take before its process group is ended; nil means for ever.
    public var timeLimit: Duration?
    /// How long it has between SIGTERM and SIGKILL.
    public var grace: Duration
    /// How many bytes of each output are kept in memory; the rest is counted and hashed, but dropped.
    public var captureLimit: Int
    /// A file that receives standard output as well (and standard error, when merged); created or truncated.
    public var outputFile: String?
    /// Whether standard error is written into standard output.
    public var mergesErrors: Bool

    public init(
        _ executable: String, _ arguments: [String] = [], directory: String? = nil,
        environment: [String: String?] = [:],
        input: Data? = nil, timeLimit: Duration? = nil, grace: Duration = .seconds(5), captureLimit: Int = 16 << 20,
        outputFile: String? = nil, mergesErrors: Bool = false
    ) {
        self.executable = executable
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.input = input
        self.timeLimit = timeLimit
        self.grace = grace
        self.captureLimit = captureLimit
        self.outputFile = outputFile
        self.mergesErrors = mergesErrors
    }

    /// The argument vector, program first.
    public var argv: [String] { [executable] + arguments }
}
