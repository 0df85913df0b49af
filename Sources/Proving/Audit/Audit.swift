import Blueprint
import Foundation

/// A black-box security audit of an API: it is used as its users would, then attacked by each probe.
public struct Audit: Sendable {
    /// It cannot begin; the message says what to do.
    public struct Impossible: Error, CustomStringConvertible {
        public var description: String
    }

    /// The address or the credentials do not fit the document, so that silence would say nothing; the message says what to
    /// check.
    public struct Blind: Error, CustomStringConvertible {
        public var description: String
    }

    private let surface: Surface
    private let base: String
    private let credentials: CredentialsFile?
    private let identities: [String: Identity]
    private let rules: AuditRules
    private let only: Set<String>
    private let forwards: Bool
    private let signer: (@Sendable (JSON, JSON) -> String)?

    /// - Parameters:
    ///   - identities: `a`, `b` and `admin`; beside those of the credentials file.
    ///   - only: names of probes, or their beginnings (`api1`); empty means all.
    ///   - forwards: the server trusts this machine's `X-Forwarded-For`.
    ///   - signer: signs a token's header and claims as the server does; nil: its key is not known.
    /// - Throws: `Impossible` for a name that no probe has.
    public init(
        _ surface: Surface, url: String, credentials: CredentialsFile? = nil, identities: [String: Identity] = [:],
        rules: AuditRules = .init(), only: [String] = [], forwards: Bool = false,
        signer: (@Sendable (_ header: JSON, _ claims: JSON) -> String)? = nil
    ) throws(Impossible) {
        self.signer = signer
        self.surface = surface
        self.credentials = credentials?.fitted(to: surface)
        self.identities = identities
        self.rules = rules
        self.forwards = forwards
        base = Self.address(url, of: surface)
        let chosen = Probes.names.filter { name in only.contains { name == $0 || name.hasPrefix($0 + ".") } }
        for name in only where !chosen.contains(where: { $0 == name || $0.hasPrefix(name + ".") }) {
            throw Impossible(
                description: "there is no probe \(name); there are: \(Probes.names.joined(separator: ", "))")
        }
        self.only = Set(only.isEmpty ? Probes.names : chosen)
    }

    /// The address without what the document's paths begin with anyway.
    static func address(_ url: String, of surface: Surface) -> String {
        let address = url.hasSuffix("/") ? String(url.dropLast()) : url
        return !surface.base.isEmpty && address.hasSuffix(surface.base)
            ? String(address.dropLast(surface.base.count)) : address
    }

    /// - Parameter say: told of each probe as it ends.
    /// - Throws: `Impossible` when nobody listens, `CredentialsFile.Invalid` when an identity cannot sign in, `Blind` when `a`
    ///   is shown nothing.
    public func run(say: (ProbeResult) -> Void = { _ in }) async throws -> AuditReport {
        let begun = Date()
        var context = try await prepare()
        var results: [ProbeResult] = []
        for probe in Probes.all where only.contains(probe.name) {
            let result = await run(probe, context)
            say(result)
            results.append(result)
            await context.dropRefused(after: probe)
        }
        return AuditReport(
            api: surface.title, url: base, started: begun.formatted(.iso8601),
            seconds: (Date().timeIntervalSince(begun) * 10).rounded() / 10, probes: results)
    }

    private func prepare() async throws -> AuditContext {
        let http = HTTPClient(base: base)
        do { _ = try await http.send("GET", "/") } catch {
            throw Impossible(description: "\(base) does not answer: start the API first, or correct --url")
        }
        let signedIn = try await credentials?.signIn(http) ?? [:]
        let all = identities.merging(signedIn) { $1 }
        let client = AuditClient(base: base, sessions: Sessions(all, credentials, http), forwards: forwards)
        var context = AuditContext(
            surface: surface, client: client, identities: all, credentials: credentials, numbers: Numbers())
        context.rules = rules
        context.signer = signer
        context.world = try await Learner.learn(context)
        if let reason = try await context.blindness() { throw Blind(description: reason) }
        return context
    }

    /// What a probe found before it broke off counts.
    private func run(_ probe: any Probe.Type, _ context: AuditContext) async -> ProbeResult {
        var notes = context.notebook(probe)
        for (name, reason) in context.refused.sorted(by: { $0.key < $1.key }) { notes.skip("as \(name)", reason) }
        do {
            try await probe.run(context, &notes)
        } catch let error as AuditClient.RateLimited {
            notes.skip("the rest", error.description)
        } catch {
            notes.skip("the rest", "the server did not answer any more (\((error as NSError).code))")
        }
        return notes.result
    }
}
