import Glibc

/// What stops a release command: what is wrong, a code that stays, and what to do next.
public struct ReleaseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `release/port-taken`
    public var code: String
    public var message: String
    public var next: String
    /// After sysexits.h.
    public var exitStatus: Int32

    public init(_ code: String, _ message: String, next: String, exitStatus: Int32 = 1) {
        self.code = "release/" + code
        self.message = message
        self.next = next
        self.exitStatus = exitStatus
    }

    public var description: String { "\(message) [\(code)]\nnext: \(next)" }
}

extension ReleaseError {
    static func portTaken(_ port: Int, by holder: String) -> ReleaseError {
        ReleaseError(
            "port-taken", "port \(port) is held by \(holder)", next: "stop it, or choose another door with --port",
            exitStatus: 64)
    }

    static func otherDoor(_ open: Int) -> ReleaseError {
        ReleaseError(
            "other-door", "this workspace's door is 127.0.0.1:\(open)",
            next: "leave out --port, or stop it first with: fivegate release stop", exitStatus: 64)
    }

    static func damaged(_ file: String, _ why: String) -> ReleaseError {
        ReleaseError(
            "state-damaged", "\(file) cannot be read as the state of a release: \(why)",
            next: "end what runs with `fivegate release stop`, which needs no state; move the file away; deploy again",
            exitStatus: 65)
    }

    static func notWritten(_ file: String, _ why: String) -> ReleaseError {
        ReleaseError(
            "not-written", "\(file) could not be written: \(why)",
            next: "make space or mend the disk, then run the same command again: it resumes or reverts", exitStatus: 75)
    }

    static func busy(_ holder: String) -> ReleaseError {
        ReleaseError(
            "busy", "another release command works here (process \(holder))",
            next: "wait for it; `fivegate release rollback` reverts what it does", exitStatus: 75)
    }

    static func proxy(_ why: String) -> ReleaseError {
        ReleaseError("proxy", why, next: "see haproxy.log in .fivegate/release; run the same command again")
    }

    /// HAProxy is to blame, not an instance.
    var isOfTheProxy: Bool { code == "release/proxy" }

    static func instance(_ why: String, log: String) -> ReleaseError {
        ReleaseError("instance", why, next: "see \(log)")
    }

    static func cluster(
        _ why: String, next: String = "mend it, then run the same command again: it resumes or reverts"
    ) -> ReleaseError {
        ReleaseError("cluster", why, next: next)
    }

    /// What a system call said.
    static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
