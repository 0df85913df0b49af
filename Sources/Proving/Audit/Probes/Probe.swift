/// A kind of attack, with the oracle that judges it. Probes are independent of each other; they run one after the other.
protocol Probe: Sendable {
    /// `api1.objects`
    static var name: String { get }
    static var item: OWASPItem { get }
    /// What it looks for.
    static var title: String { get }

    /// - Throws: `AuditClient.RateLimited`, or `URLError` when the server is gone; what was found before counts all the same.
    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws
}

/// All probes, gentle ones before those that may upset the server.
enum Probes {
    static let all: [any Probe.Type] = [
        ObjectProbe.self, IdentifierProbe.self, AnonymousProbe.self, ExposureProbe.self, AssignmentProbe.self,
        FunctionProbe.self, TokenProbe.self, ConfigurationProbe.self, InventoryProbe.self, SQLProbe.self,
        OperatorProbe.self, EvaluationProbe.self, MarkupProbe.self, HeaderProbe.self, TraversalProbe.self,
        RedirectProbe.self, RequestForgeryProbe.self, UpstreamProbe.self, ObjectDeletionProbe.self, LoginProbe.self,
        CodeProbe.self, SizeProbe.self, PatternProbe.self, FlowProbe.self, RateProbe.self, CommandProbe.self,
    ]

    static var names: [String] { all.map { $0.name } }
}
