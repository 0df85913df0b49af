import Foundation
import Workflow

/// Gets the approval of a design or of a release: given beforehand, or asked for on the terminal.
struct Approver: Sendable {
    /// `--yes`
    let isGiven: Bool

    /// Nil leaves the gate closed.
    func ask(about phase: String, digest: String) async -> Approval? {
        if isGiven { return Approval(who: Self.person, how: "--yes", subject: digest) }
        guard Terminal.canAsk else { return nil }
        Terminal.status("")
        Terminal.error(
            phase == "release"
                ? "All gates say GO. Version \(digest) is about to be released."
                : "The design is in the workspace (docs/, openapi.yaml, Migrations/). Its digest is \(digest.prefix(16))."
        )
        FileHandle.standardError.write(Data("Approve it? [y/N] ".utf8))
        // Nobody's answer may keep Ctrl-C waiting, so the terminal is asked again and again instead of read.
        while !Terminal.hasInput {
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return nil }
        }
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes" ? Approval(who: Self.person, how: "terminal", subject: digest) : nil
    }

    static var person: String { NSUserName() }
}
