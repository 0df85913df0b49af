import Foundation

/// How the versions of a service are run.
public struct ServiceProgram: Sendable {
    /// The service's name.
    public var name: String
    /// The folder of its data and keys, shared by all versions.
    public var state: String
    /// Settings of its instances.
    public var environment: [String: String]
    /// What is asked of a candidate before it gets traffic: each has to answer, and not with a 5xx.
    public var smokePaths: [String]

    public init(name: String, state: String, environment: [String: String], smokePaths: [String] = ["/livez"]) {
        self.name = name
        self.state = state
        self.environment = environment
        self.smokePaths = smokePaths
    }

    /// The settings of a workspace's service: those of `state/release.env` (`NAME=value` lines, mode 0600), or those of
    /// development.
    /// - Throws: `release/settings` when others may read the file.
    public static func standard(name: String, workspace: String) throws(ReleaseError) -> ServiceProgram {
        let state = workspace + "/state"
        let file = state + "/release.env"
        var settings = ["ENVIRONMENT": "development"]
        if let text = try? String(contentsOfFile: file, encoding: .utf8) {
            let mode = (try? FileManager.default.attributesOfItem(atPath: file))?[.posixPermissions] as? Int ?? 0o777
            guard mode & 0o077 == 0 else {
                throw ReleaseError(
                    "settings", "\(file) may hold secrets, and others can read it", next: "chmod 600 \(file)",
                    exitStatus: 65)
            }
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2 { settings[String(parts[0])] = String(parts[1]) }
            }
        }
        return ServiceProgram(name: name, state: state, environment: settings)
    }

    /// The environment of an instance, as changes to this process's.
    func environment(
        _ version: Version, port: Int, here: [String: String] = ProcessInfo.processInfo.environment
    ) -> [String: String?] {
        var all = Surroundings.hidden(here: here)
        for (name, value) in environment { all[name] = value }
        all["STATE_DIR"] = state
        all["HOST"] = "127.0.0.1"
        all["PORT"] = "\(port)"
        all["APP_VERSION"] = version.description
        all["TRUSTED_PROXIES"] = "127.0.0.1"
        return all
    }
}
