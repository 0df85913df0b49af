import Foundation
import Glibc
import Processes

/// A clock that stands still for every program that is given its environment: libfaketime's, kept in shared memory.
///
/// A program that makes the shared memory itself hangs as soon as it has threads (libfaketime 0.9.10), and the wrapper named
/// `faketime` leaves it behind when it is stopped, which stops the next program of that process id from starting. So it is
/// made here, once for all servers, and removed by `close`.
struct StoppedClock: Sendable {
    /// The shared memory could not be made.
    struct Unavailable: Error, CustomStringConvertible {
        var description: String { "libfaketime shares no clock; is the Debian package faketime whole?" }
    }

    static let tool = Tool("faketime", .debian("faketime"))
    /// As Debian lays it: the loader fills in `$LIB`.
    private static let library = "/usr/$LIB/faketime/libfaketimeMT.so.1"

    /// Timers go by the monotonic clock, which goes on.
    let environment: [String: String?]
    /// Of the semaphore and the shared memory, as `sem_open` and `shm_open` take them.
    private let names: [String]

    /// - Parameter time: `2026-01-15T12:00:00.000Z`
    /// - Throws: `MissingTool`, `Unavailable`.
    init(at time: String, _ toolbox: Toolbox) async throws {
        _ = try toolbox.locate(Self.tool)
        var environment: [String: String?] = [
            "LD_PRELOAD": Self.library, "FAKETIME": time.replacing("T", with: " ").replacing(/\.\d+Z$/, with: ""),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_SHARED": nil, "TZ": "UTC",
        ]
        // It would remove what it has made at an end of its own.
        let maker = Command(
            "sh", ["-c", #"echo "$FAKETIME_SHARED"; kill -KILL $$"#], environment: environment,
            timeLimit: .seconds(20))
        let said = try await toolbox.run(maker).output.text.trimmingCharacters(in: .whitespacesAndNewlines)
        names = said.split(separator: " ").map(String.init)
        guard names.count == 2 else { throw Unavailable() }
        environment["FAKETIME_SHARED"] = said
        self.environment = environment
    }

    func close() {
        sem_unlink(names[0])
        shm_unlink(names[1])
    }
}
