import ArgumentParser
import Foundation
import Proving

/// Which API, when it is not a workspace's.
struct ForeignOptions: ParsableArguments {
    @Option(help: "The OpenAPI 3 document (YAML or JSON).") var openapi: String?
    @Option(help: "Where the API answers: http://127.0.0.1:8080.") var url: String?
    @Option(help: "Who calls: a JSON file with mode 0600 (docs/load.md).") var credentials: String?
    @Option(help: "Which of its identities calls; without it the first by name.") var identity: String?
    @Option(help: "Only this operation, as NAME or NAME=WEIGHT; may be repeated.") var operation: [String] = []
    @Flag(help: "Also call operations that change something.") var writes = false
    @Option(help: "The server's process id: its processor time and memory are reported.") var pid: Int32?

    func validate() throws {
        if (openapi == nil) != (url == nil) { throw ValidationError("--openapi and --url go together.") }
        _ = try weights()
    }

    /// By operation id.
    func weights() throws -> [String: Double] {
        var weights: [String: Double] = [:]
        for text in operation {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard let name = parts.first, let weight = parts.count == 2 ? Double(parts[1]) : 1, weight > 0 else {
                throw ValidationError("`\(text)` is not NAME or NAME=WEIGHT.")
            }
            weights[String(name)] = weight
        }
        return weights
    }
}

/// Of a workspace's own service.
struct OwnOptions: ParsableArguments {
    @Option(help: "The built server to measure; without it a release build of the workspace.") var server: String?
}

/// How much load, for how long, and what must hold.
struct LoadOptionGroup: ParsableArguments {
    @Option(help: "load, stress, spike or endurance.") var profile = LoadProfile.load
    @Option(help: "Requests per second (default 100, or the brief's throughput); of stress the first.") var rate:
        Double?
    @Option(
        help:
            "How long, as 90s, 10m or 24h; of stress each step. Default: load 10m, stress 30s, spike 5m, endurance 24h."
    )
    var duration: String?
    @Option(
        help: "What must hold, in k6's grammar; may be repeated (default p(95)<200 and rate<0.001, or the brief's).")
    var threshold: [String] = []
    @Option(help: "A file for the same load as a k6 script.") var k6: String?
    @Option(help: "Connections at most.") var connections = 256
    @Option(help: "Event loops, a core each.") var loops = 1
    @Option(help: "Seconds after which a request fails.") var timeout = 10

    func validate() throws {
        _ = try seconds()
        _ = try thresholds()
        if let rate, !(rate > 0 && rate <= 1_000_000) {
            throw ValidationError("--rate is above 0 and at most 1000000.")
        }
        guard (1...64).contains(loops), (1...60_000).contains(connections), connections >= loops,
            (1...3600).contains(timeout)
        else {
            throw ValidationError(
                "--loops is 1 to 64, --connections at least as many and at most 60000, --timeout 1 to 3600.")
        }
    }

    func seconds() throws -> Double {
        guard let duration else { return profile.fullSeconds }
        guard let match = duration.wholeMatch(of: /([0-9]+(?:\.[0-9]+)?)(s|m|h)?/), let number = Double(match.1),
            number > 0,
            number <= 1_000_000
        else { throw ValidationError("`\(duration)` is no duration; write it as 90s, 10m or 24h.") }
        return number * (match.2 == "h" ? 3600 : match.2 == "m" ? 60 : 1)
    }

    func thresholds() throws -> [Threshold]? {
        guard !threshold.isEmpty else { return nil }
        do { return try threshold.map { try Threshold($0) } } catch { throw ValidationError("\(error)") }
    }

    var options: LoadOptions {
        var options = LoadOptions()
        options.connections = connections
        options.loops = loops
        options.timeout = .seconds(timeout)
        return options
    }
}

extension LoadProfile: ExpressibleByArgument {}
