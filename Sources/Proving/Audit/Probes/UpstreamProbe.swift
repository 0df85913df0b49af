/// Hostile answers of services that the API itself calls.
enum UpstreamProbe: Probe {
    static let name = "api10.upstream"
    static let item = OWASPItem.api10
    static let title = "Answers of other services are trusted"

    /// From outside nobody can stand in for a service that the API calls: its configuration would have to point here.
    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        notes.skip("all", "the API's upstream services are not known, and none could be replaced by a hostile one")
    }
}
