import ArgumentParser
import Blueprint
import Brief
import Foundation
import Processes
import Proving
import Roles

/// What is put under load.
struct LoadSubject: Sendable {
    /// Makes ready what is needed, measures and answers the report.
    let report: @Sendable (Supervisor) async throws -> LoadReport

    /// An API by its document.
    /// - Throws: `UsageFailure`
    static func foreign(_ options: ForeignOptions, _ load: LoadOptionGroup) throws -> LoadSubject {
        guard let file = options.openapi, let url = options.url else {
            throw UsageFailure("name an API with --openapi FILE --url URL")
        }
        let surface = try surface(file)
        let target = try Self.target(url)
        let choice = SurfaceMix.Choice(weights: try options.weights(), writes: options.writes)
        let server = try options.pid.map(watch)
        let (rate, seconds) = (load.rate ?? 100, try load.seconds())
        let thresholds = try load.thresholds() ?? LoadSubject.usual
        let (profile, limits, script) = (load.profile, load.options, load.k6)
        return LoadSubject { _ in
            let identity = try await identity(options, target, surface)
            let made = try await mix(SurfaceMix(surface, target, identity: identity, choice: choice))
            for line in made.leftOut { Terminal.error("left out: \(line)") }
            let question = LoadReport.Question(
                title: surface.title, target: target.url, profile: profile, rate: rate, seconds: seconds,
                thresholds: thresholds, leftOut: made.leftOut)
            try write(K6Script(question, made.mix, limits).text, to: script)
            let run = LoadRun(LoadGenerator(target, made.mix, limits), question, server: server)
            return try await run.report(LoadProgress(profile, rate: rate, seconds: seconds).show)
        }
    }

    /// A workspace's own service, on a server of its own.
    /// - Throws: `UsageFailure` when there is no workspace, `ExitCode` when its brief is not good.
    static func workspace(_ options: WorkspaceOptions, _ own: OwnOptions, _ load: LoadOptionGroup) throws -> LoadSubject
    {
        let folder = try options.find()
        let blueprint = try BriefFile.project(folder.path + "/brief.yaml").blueprint
        let levels = blueprint.brief.slo
        let (profile, limits, seconds) = (load.profile, load.options, try load.seconds())
        let rate = load.rate ?? (profile == .stress ? max(1, levels.throughput / 4) : levels.throughput)
        let thresholds = try load.thresholds() ?? WorkspaceLoad.thresholds(blueprint, profile, rate: rate)
        let given = own.server
        let script = load.k6
        return LoadSubject { supervisor in
            let server: String
            if let given {
                server = given
            } else {
                server = try await ReleaseServer.path(of: folder.path, supervisor) { Terminal.error($0) }
            }
            let question = LoadReport.Question(
                title: blueprint.brief.title, target: "", profile: profile, rate: rate, seconds: seconds,
                thresholds: thresholds, notes: given.map { ["the server was named: \($0)"] } ?? [])
            let run = WorkspaceLoad(
                server: server, workspace: folder.path, blueprint: blueprint, toolbox: Toolbox(supervisor),
                question: question, options: limits)
            Terminal.error("seeding, then \(Int(rate)) requests/s")
            return try await run.report(
                script: { try Self.write($0, to: script) },
                LoadProgress(profile, rate: rate, seconds: seconds).show)
        }
    }

    private static func write(_ script: String, to path: String?) throws {
        guard let path else { return }
        try Data(script.utf8).write(to: URL(filePath: path), options: .atomic)
        Terminal.error("k6 script written to \(path)")
    }

    /// The source document's: p95 under 200 ms, one failure in a thousand.
    static let usual = [
        Threshold(.duration, .percentile(95), .less, 200), Threshold(.failed, .rate, .less, 0.001),
    ]

    private static func mix(_ mix: SurfaceMix) async throws -> SurfaceMix.Made {
        do { return try await mix.make() } catch let error as SurfaceMix.Nothing { throw UsageFailure("\(error)") }
    }

    private static func surface(_ file: String) throws -> Surface {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw UsageFailure("\(file) cannot be read; name an OpenAPI document with --openapi")
        }
        do { return try Surface(openAPI: String(decoding: data, as: UTF8.self)) } catch {
            throw UsageFailure("\(file): \(error)")
        }
    }

    private static func target(_ url: String) throws -> LoadTarget {
        do { return try LoadTarget(url: url) } catch { throw UsageFailure("\(error)") }
    }

    private static func watch(_ pid: Int32) throws -> ServerWatch {
        let watch = ServerWatch(pid: pid)
        guard watch.sample() != nil else { throw UsageFailure("there is no process \(pid) (--pid)") }
        return watch
    }

    private static func identity(
        _ options: ForeignOptions, _ target: LoadTarget, _ surface: Surface
    ) async throws -> Identity? {
        guard let path = options.credentials else { return nil }
        let identities: [String: Identity]
        do {
            identities = try await CredentialsFile(path: path).fitted(to: surface).signIn(HTTPClient(base: target.url))
        } catch let error as CredentialsFile.Invalid { throw UsageFailure("\(error)") }
        let name = options.identity ?? identities.keys.sorted()[0]
        guard let identity = identities[name] else {
            throw UsageFailure(
                "\(path) has no identity `\(name)`, but \(identities.keys.sorted().joined(separator: ", "))")
        }
        return identity
    }
}
