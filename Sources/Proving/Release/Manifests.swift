import Blueprint
import Foundation
import Processes
import Yams

/// Counts what Kubernetes would refuse in a folder of manifests: against the schemas of its last three minor versions, and routes
/// against what the Gateway API says of `HTTPRoute`.
public struct Manifests: Sendable {
    static let unit = "findings"
    /// The newest that kubernetes-validate 1.37 knows, and the two before it: what upstream supports at a time.
    public static let versions = ["1.35", "1.36", "1.37"]
    private static let validator = Tool("kubernetes-validate", .pypi("kubernetes-validate==1.37.0"))

    let toolbox: Toolbox

    public init(_ toolbox: Toolbox) { self.toolbox = toolbox }

    public func read(_ folder: String) async throws -> Reading {
        let program: String
        do { program = try toolbox.locate(Self.validator) } catch { return .notMeasured("\(error)", unit: Self.unit) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        let files = names.filter { $0.hasSuffix(".yaml") && $0 != "kustomization.yaml" }
        if files.isEmpty { return .notMeasured("\(folder) holds no manifest", unit: Self.unit) }
        var reading = Reading(0, Self.unit)
        var kinds: [String] = []
        for file in files {
            let objects: [JSON]
            do { objects = try Self.objects(in: String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) } catch {
                reading.findings.append("\(file): \(error)")
                continue
            }
            kinds += objects.compactMap { $0["kind"]?.text }
            reading.findings += objects.filter(Self.isRoute).flatMap { HTTPRouteSchema.findings(in: $0) }.map {
                "\(file): \($0)"
            }
            // Routes are no kind of Kubernetes itself: the validator has no schema for them.
            guard !objects.allSatisfy(Self.isRoute) else { continue }
            try await validate(file, program, folder, &reading)
        }
        reading.figure = Double(reading.findings.count)
        reading.details = ["objects": Double(kinds.count), "versions": Double(Self.versions.count)]
        return reading
    }

    private func validate(_ file: String, _ program: String, _ folder: String, _ reading: inout Reading) async throws {
        for version in Self.versions {
            let outcome = try await toolbox.run(
                Command(
                    program, ["--kubernetes-version", version, "--strict", file], directory: folder,
                    timeLimit: .seconds(60), mergesErrors: true))
            reading.runs.append(outcome)
            let lines = outcome.output.text.split(separator: "\n").map(String.init)
            // A kind or version that has no schema is only warned of, and the validator exits with 0.
            let complaints = lines.filter { !$0.hasPrefix("INFO ") }
            reading.findings += complaints.map { "\(file), \(version): \($0)" }
            if complaints.isEmpty, !outcome.isSuccess || lines.isEmpty {
                reading.findings.append("\(file), \(version): the validator ended with \(outcome.status.code)")
            }
        }
    }

    static func objects(in text: String) throws -> [JSON] {
        var nodes = try Yams.compose_all(yaml: text)
        var objects: [JSON] = []
        while let node = nodes.next() { objects.append(JSON(node)) }
        if let error = nodes.error { throw error }
        return objects
    }

    private static func isRoute(_ object: JSON) -> Bool { object["kind"]?.text == "HTTPRoute" }
}
