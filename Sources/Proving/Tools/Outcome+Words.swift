import Processes

extension Outcome {
    /// How it ended and the errors that it named, or the end of what it said, on one line: for a finding.
    var ending: String {
        let lines = output.text.split(separator: "\n")
        let errors = lines.filter { $0.contains("error: ") }
        let end = (errors.isEmpty ? lines.suffix(5) : errors.prefix(3)).joined(separator: " | ")
        return "\(timedOut ? "ran out of time" : "ended with status \(status.code)"): \(end)"
    }
}
