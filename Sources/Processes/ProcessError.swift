/// Why a program could not be run, or did not do its work.
public enum ProcessError: Error, Equatable, CustomStringConvertible {
    /// It could not be started: the program or its directory is missing, or the system refused.
    case notStarted(argv: [String], reason: String)
    /// It ended with a status other than 0.
    case failed(argv: [String], status: ExitStatus, timedOut: Bool, message: String)
    /// The supervisor is stopping and starts nothing more.
    case stopping
    /// The output file could not be written.
    case output(file: String, reason: String)

    public var description: String {
        switch self {
        case .notStarted(let argv, let reason):
            "could not start \(argv.joined(separator: " ")): \(reason)"
        case .failed(let argv, let status, let timedOut, let message):
            "\(argv.joined(separator: " ")) \(timedOut ? "ran out of time" : Self.ending(status))"
                + (message.isEmpty ? "" : ":\n\(message)")
        case .stopping: "the run is being stopped; no program is started any more"
        case .output(let file, let reason): "could not write \(file): \(reason)"
        }
    }

    private static func ending(_ status: ExitStatus) -> String {
        switch status {
        case .exited(let code): "ended with status \(code)"
        case .signalled(let signal): "was ended by signal \(signal)"
        }
    }
}
