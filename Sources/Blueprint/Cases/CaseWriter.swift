import Brief

/// Writes the cases of one endpoint. Expectations come from the brief's evaluator, never from the SQL.
struct CaseWriter {
    let model: Model
    let samples: Samples
    let endpoint: Endpoint
    let resource: Resource
    var cases: [Case] = []
    private var ids: Set<String> = []

    private init?(_ endpoint: Endpoint, _ model: Model) {
        guard let resource = model.resources[endpoint.resource] else { return nil }
        self.model = model
        samples = Samples(model)
        self.endpoint = endpoint
        self.resource = resource
    }

    static func cases(of endpoint: Endpoint, in model: Model) -> [Case] {
        guard var writer = CaseWriter(endpoint, model) else { return [] }
        switch endpoint.kind {
        case .resource(.list): writer.listCases()
        case .resource(.get), .me(.get): writer.getCases()
        case .resource(.create): writer.createCases()
        case .resource(.update), .me: writer.updateCases()
        case .resource(.delete): writer.deleteCases()
        case .action(let name):
            if let action = writer.resource.actions.first(where: { $0.name == name }) { writer.actionCases(action) }
        case .account(let operation): writer.accountCases(operation)
        }
        writer.limitCases()
        return writer.cases
    }

    /// Adds a case; a second one of the same name gets a number.
    mutating func add(
        _ slug: String, _ title: String, _ requirements: [String], _ world: World, _ steps: [Step],
        state: [RowExpectation] = [], unchanged: Bool = false, audit: [AuditExpectation]? = nil, revoked: [String] = []
    ) {
        var id = "\(endpoint.id)/\(slug)"
        var number = 1
        while !ids.insert(id).inserted {
            number += 1
            id = "\(endpoint.id)/\(slug)-\(number)"
        }
        cases.append(
            Case(
                id: id, title: title, operation: endpoint.id, requirements: requirements, given: world.given,
                steps: steps,
                state: state, isUnchanged: unchanged, audit: audit, revokedAccounts: revoked))
    }

    // MARK: Requests

    func request(
        _ scene: Scene, query: [Request.Pair] = [], headers: [Request.Pair]? = nil, body: Request.Body = .none
    ) -> Request {
        let isConditional = endpoint.isConditional && !endpoint.isRead && resource.requiresIfMatch
        let headers = headers ?? (isConditional ? [.init("If-Match", "\"1\"")] : [])
        return Request(
            identity: scene.person.identity, method: endpoint.method, path: path(to: scene.target, in: scene.world),
            query: query, headers: headers, body: body)
    }

    /// The endpoint's path with the keys of this row, and of the rows above it, filled in.
    func path(to row: Sample, in world: World) -> String {
        var values: [String: Literal] = [:]
        var current = row
        for parameter in endpoint.pathParameters.reversed() {
            if let reference = parameter.reference {
                guard
                    let above = world.rows.first(where: {
                        $0.resource == parameter.resource && $0.id == current[reference]
                    })
                else { continue }
                current = above
            }
            values[parameter.name] = current[parameter.key]
        }
        return endpoint.path.split(separator: "/").map { segment in
            guard segment.hasPrefix("{"), let value = values[String(segment.dropFirst().dropLast())] else {
                return "/" + segment
            }
            return "/" + Self.percentEncoded(Wire.text(value))
        }.joined()
    }

    static func percentEncoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" + digits : digits)
            }
        }
        return result
    }

    /// The body's members that this row has, those of `names` only when given.
    func json(_ row: Sample, _ names: Set<String>? = nil) -> JSON {
        .object(
            (endpoint.body?.members ?? []).filter { names?.contains($0.field.name) ?? true }.map {
                .init($0.field.name, Wire.json(row[$0.field.name], $0.field.type))
            })
    }

    // MARK: Rules

    func rule(_ operation: String) -> Expression {
        resource.permissions.first { $0.operation == operation }?.rule
            ?? Expression(.literal(.bool(false)), type: .bool)
    }

    /// The operation's name in `allow`.
    var permission: String {
        switch endpoint.kind {
        case .resource(let operation), .me(let operation): operation.rawValue
        case .action(let name): name
        case .account(let operation): operation.rawValue
        }
    }

    var allowID: String { "\(resource.name).\(permission).allow" }

    /// The rules that let a caller come to a row: the operation's own, and that of `get` where no endpoint has it alone.
    var grantIDs: [String] {
        model.operations(resource, "get").isEmpty && resource.permissions.contains { $0.operation == "get" }
            ? [allowID, "\(resource.name).get.allow"] : [allowID]
    }

    func id(_ field: String, _ rule: String) -> String { "\(resource.name).\(field).\(rule)" }
}
