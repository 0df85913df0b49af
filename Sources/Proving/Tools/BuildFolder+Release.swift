import Foundation
import Processes

extension BuildFolder {
    /// Builds the server as it is released: optimised, without tests; and copies it.
    /// - Parameters:
    ///   - package: the service's folder, an absolute path.
    ///   - destination: the file that the copy becomes.
    /// - Throws: `ProcessError` with the compiler's last words.
    public func buildRelease(_ package: String, into destination: String, timeLimit: Duration = .seconds(1800))
        async throws
    {
        let package = (package as NSString).standardizingPath
        try await exclusively {
            let build = ["build", "-c", "release", "--product", "Server", "--scratch-path", path]
            _ = try await supervisor.run(
                Command(
                    "swift", build, directory: package,
                    environment: ["SWIFT_DETERMINISTIC_HASHING": "1", "COVERAGE": nil, "CI": nil],
                    timeLimit: timeLimit, mergesErrors: true)
            ).successful()
            let files = FileManager.default
            try files.createDirectory(
                atPath: (destination as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try? files.removeItem(atPath: destination)
            try files.copyItem(atPath: path + "/release/Server", toPath: destination)
        }
    }
}
