import Processes

extension Outcome {
    /// How it ended and the end of what it said, on one line: for a finding.
    var ending: String {
        let end = output.text.split(separator: "\n").suffix(5).joined(separator: " | ")
        return "\(timedOut ? "ran out of time" : "ended with status \(status.code)"): \(end)"
    }
}
