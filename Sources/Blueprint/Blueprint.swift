import Brief
import Source

/// Everything a brief implies: endpoints, schema, statements, requirements and cases, as values. The same brief gives
/// the same blueprint, and the same bytes of every text made from it.
public struct Blueprint: Sendable {
    public let brief: Brief
    /// In the order in which they are built test-first.
    public let endpoints: [Endpoint]
    /// Tables in an order in which each refers only to itself and those before it.
    public let schema: Schema
    /// One up and one down file for each table.
    public let migrations: [Migration]
    /// The statements of each resource, in the order of `brief.resources`.
    public let stores: [Store]
    /// `auth.when` over the account's row, named `t`.
    public let accountCondition: SQLCondition?
    /// One for each rule of the brief, in its order.
    public let requirements: [Requirement]
    /// The test plan, by endpoint.
    let plan: [[Case]]
    /// By operation id, where the endpoint and its cases are.
    private let places: [String: Int]
    /// By resource, where its store is.
    private let storePlaces: [String: Int]
    /// By endpoint, the first request of the first case that succeeds: what examples are made of.
    let firstSuccess: [String: Step]
    /// Written when it is first asked for: the design and the service hold the same document.
    private let document = Once<OpenAPITexts>()

    public init(_ brief: Brief) {
        self.brief = brief
        let model = Model(brief)
        endpoints = model.endpoints()
        schema = model.schema()
        migrations = Migration.all(of: schema)
        stores = brief.resources.map { Store(of: $0, in: model) }
        storePlaces = Dictionary(
            stores.enumerated().map { ($1.resource, $0) }, uniquingKeysWith: { first, _ in first })
        accountCondition = brief.auth?.when.map { SQLCompiler.condition($0, of: model.subject, in: model) }
        requirements = model.requirements()
        plan = endpoints.concurrentMap { CaseWriter.cases(of: $0, in: model) }
        places = Dictionary(endpoints.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        firstSuccess = zip(endpoints, plan).reduce(into: [:]) { steps, one in
            let success = one.1.first { (200...299).contains($0.steps.first?.expect.status ?? 0) }
            steps[one.0.id] = success?.steps.first
        }
    }

    /// The test plan: by endpoint, in the order of `endpoints`.
    public var cases: FlattenSequence<[[Case]]> { plan.joined() }

    /// The cases of the endpoint with this operation id.
    public func cases(of operation: String) -> [Case] { places[operation].map { plan[$0] } ?? [] }

    /// The OpenAPI 3.1 document's two files.
    public var openAPITexts: OpenAPITexts { document.value { OpenAPITexts(openAPI) } }

    /// The statements of a resource.
    public func store(of resource: String) -> Store? { storePlaces[resource].map { stores[$0] } }

    /// The endpoint with this operation id.
    public func endpoint(_ id: String) -> Endpoint? { places[id].map { endpoints[$0] } }
}
