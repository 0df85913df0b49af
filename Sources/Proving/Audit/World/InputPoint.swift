import Blueprint

/// A place in a request that takes a text: where something may be slipped in.
struct InputPoint: Sendable {
    enum Place: String, Sendable { case path, query, body }

    let operation: SurfaceOperation
    let place: Place
    let name: String
    /// A value that is answered well, where one is known.
    let good: String?
    private let values: [String: String]
    private let body: JSON?
    private let identity: Identity?

    /// `note.create title`
    var id: String { "\(operation.id) \(name)" }

    func call(_ text: String) -> Call {
        switch place {
        case .path: operation.call(values.merging([name: text]) { $1 }).by(identity)
        case .query:
            operation.call(values, query: operation.requiredQuery(1).filter { $0.0 != name } + [(name, text)]).by(
                identity)
        case .body: operation.call(values, body: body?.setting(name, .string(text))).by(identity)
        }
    }

    /// Every text that A may send: in paths and queries of reads, in bodies of what makes and changes.
    static func all(_ context: AuditContext, places: Set<Place> = [.path, .query, .body]) -> [InputPoint] {
        context.surface.operations.flatMap { operation -> [InputPoint] in
            if Words.isCommand(operation) || operation.method == "DELETE" { return [] }
            let picker = ValuePicker(knowledge: context.world.of(context.a), ownOnly: false)
            let combinations = picker.combinations(operation)
            let values = combinations.first ?? [:]
            guard operation.placeholders.isEmpty || !values.isEmpty else { return [] }
            var points: [InputPoint] = []
            if operation.isRead {
                if places.contains(.path) { points += paths(operation, values, context) }
                if places.contains(.query) { points += queries(operation, values, context) }
            } else if places.contains(.body), !Words.isAccountMatter(operation) {
                points += bodies(operation, values, context)
            }
            return points
        }
    }

    private static func paths(
        _ operation: SurfaceOperation, _ values: [String: String], _ context: AuditContext
    ) -> [InputPoint] {
        operation.placeholders.map {
            InputPoint(
                operation: operation, place: .path, name: $0, good: values[$0], values: values, body: nil,
                identity: context.a)
        }
    }

    private static func queries(
        _ operation: SurfaceOperation, _ values: [String: String], _ context: AuditContext
    ) -> [InputPoint] {
        operation.parameters.filter { $0.place == .query }.map { parameter in
            InputPoint(
                operation: operation, place: .query, name: parameter.name, good: parameter.example?.plain,
                values: values, body: nil, identity: context.a)
        }
    }

    private static func bodies(
        _ operation: SurfaceOperation, _ values: [String: String], _ context: AuditContext
    ) -> [InputPoint] {
        let sampler = Sampler(
            operation: operation, knowledge: context.world.of(context.a), number: context.numbers.take())
        guard let body = context.world.creators[operation.id] ?? sampler.bodies.first else { return [] }
        return body.members.compactMap { member in
            guard case .string(let text) = member.value, !Masking.isSecret(member.name) else { return nil }
            let schema = operation.body?.schema["properties"]?[member.name]
            guard schema?["enum"] == nil, schema?["format"] == nil || ["uri", "url"].contains(schema?["format"]?.text)
            else {
                return nil
            }
            return InputPoint(
                operation: operation, place: .body, name: member.name, good: text, values: values, body: body,
                identity: context.a)
        }
    }
}

extension AuditContext {
    /// An answer, and whatever its reader shows afterwards.
    func echo(_ point: InputPoint, _ text: String) async throws -> (
        answer: AuditClient.Answer?, texts: [String], calls: [Call]
    ) {
        let call = point.call(text)
        let answer = try await ask(call)
        var texts = [answer?.text ?? ""]
        guard point.place == .body, answer?.isGood == true else { return (answer, texts, [call]) }
        for reader in surface.operations
        where reader.isRead && reader.placeholders.isEmpty
            && (reader.path == point.operation.path || point.operation.path.hasPrefix(reader.path + "/"))
        {
            if let shown = try await ask(reader.call().by(a)) { texts.append(shown.text) }
        }
        return (answer, texts, [call])
    }
}
