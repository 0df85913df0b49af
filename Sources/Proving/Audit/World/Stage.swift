import Blueprint

/// A request to an operation that is answered well, as far as one is known: whatever is slipped into it reaches the
/// operation itself.
struct Stage: Sendable {
    let operation: SurfaceOperation
    let identity: Identity?
    let values: [String: String]
    let body: JSON?
    /// False: nobody's request was answered well, and a refusal says nothing.
    let isGood: Bool
    let numbers: Numbers

    /// What must be unique is, in each call.
    func call(_ other: [String: String] = [:], _ member: JSON.Member? = nil) -> Call {
        var body = body?.renumbered(numbers.take())
        if let member { body = body?.setting(member.name, member.value) }
        return operation.call(values.merging(other) { $1 }, body: body).by(identity)
    }
}

/// Stages that were found, by operation.
actor Stages {
    private var known: [String: Stage] = [:]

    subscript(id: String) -> Stage? { known[id] }

    func note(_ stage: Stage) { known[stage.operation.id] = stage }
}

extension AuditContext {
    /// How an operation is used well: by A, else by the admin, else by nobody. Looked for once.
    /// - Returns: nil when nothing is known that its path could name.
    func stage(_ operation: SurfaceOperation) async throws -> Stage? {
        if let known = await stages[operation.id],
            known.identity.map({ identities[$0.name] != nil }) ?? true
        {
            return known
        }
        let found = try await findStage(operation)
        if let found { await stages.note(found) }
        return found
    }

    private func findStage(_ operation: SurfaceOperation) async throws -> Stage? {
        var first: Stage?
        let callers = [a, admin].compactMap(\.self).map(Optional.some) + (isProtected(operation) ? [] : [nil])
        for identity in callers {
            for values in targets(operation, identity).prefix(2) where isFree(operation, values, for: identity) {
                for body in bodies(operation, identity) {
                    func stage(_ isGood: Bool) -> Stage {
                        Stage(
                            operation: operation, identity: identity, values: values, body: body, isGood: isGood,
                            numbers: numbers)
                    }
                    let answer = try await ask(operation.call(values, body: body).by(identity))
                    if answer?.isGood == true { return stage(true) }
                    // The last is filled with what is known.
                    if first?.identity == identity || first == nil { first = stage(false) }
                    // Another body is refused as this one was.
                    if answer?.isRefusal == true { break }
                }
            }
        }
        return first
    }

    /// The admin must not change those that the audit works with.
    private func isFree(_ operation: SurfaceOperation, _ values: [String: String], for identity: Identity?) -> Bool {
        if operation.isRead { return true }
        let others = identities.values.filter { $0 != identity }.flatMap { world.of($0).account }.map(\.value)
        return Set(others).isDisjoint(with: values.values)
    }

    /// Values for the path, and for the query where it names an object; for a read, made-up ones where none are known.
    private func targets(_ operation: SurfaceOperation, _ identity: Identity?) -> [[String: String]] {
        let picker = ValuePicker(knowledge: world.of(identity), ownOnly: false)
        let query = operation.queryNames.compactMap { name in
            picker.candidates(name, in: operation.naming(name)).first.map { (name, $0) }
        }
        if operation.placeholders.isEmpty { return [Dictionary(query) { $1 }] }
        let known = picker.combinations(operation, limit: 2)
        guard known.isEmpty, operation.isRead else { return known.map { $0.merging(query) { $1 } } }
        let pairs = operation.placeholders.map { name in
            let schema = operation.pathParameters.first { $0.name == name }?.schema ?? .object([])
            return (name, ["integer", "number"].contains(SchemaSample.type(of: schema)) ? "1" : "fivegate")
        }
        return [Dictionary(pairs) { $1 }]
    }

    private func bodies(_ operation: SurfaceOperation, _ identity: Identity?) -> [JSON?] {
        guard operation.needsBody else { return [nil] }
        let accepted = world.creators[operation.id].map { [$0.renumbered(numbers.take())] } ?? []
        let sampler = Sampler(operation: operation, knowledge: world.of(identity), number: numbers.take(), all: world)
        let all = accepted + sampler.bodies
        guard ["PUT", "PATCH"].contains(operation.method) else { return all }
        // One member may be refused (a role, a login) where another is taken.
        let whole = all.flatMap { [keeping($0, of: identity), sparing($0, of: identity)] }
        let single = (whole.last?.members ?? []).filter { $0.value.isText && !Extras.isPower($0.name) }
        return whole + single.prefix(3).map { .object([$0]) }
    }
}

extension JSON {
    /// With another number in its marks.
    func renumbered(_ number: Int) -> JSON {
        switch self {
        case .object(let members): .object(members.map { Member($0.name, $0.value.renumbered(number)) })
        case .array(let elements): .array(elements.map { $0.renumbered(number) })
        case .string(let text): .string(text.replacing(#/\d{7}/#, with: "\(number)"))
        default: self
        }
    }
}
