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
            try forgetPlan("release", unlessOf: package)
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
            // Renamed into place, so that a file of this name is always complete.
            let staging = "\(destination).\(UUID().uuidString)"
            try files.copyItem(atPath: path + "/release/Server", toPath: staging)
            try? files.removeItem(atPath: destination)
            try files.moveItem(atPath: staging, toPath: destination)
        }
    }
}
