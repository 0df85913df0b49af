import Blueprint

/// A place in a request that takes a text: where something may be slipped in.
struct InputPoint: Sendable {
    enum Place: String, Sendable { case path, query, body }

    let stage: Stage
    let place: Place
    let name: String
    /// A value that is answered well, where one is known.
    let good: String?

    var operation: SurfaceOperation { stage.operation }

    /// `note.create title`
    var id: String { "\(operation.id) \(name)" }

    func call(_ text: String) -> Call { call(.string(text)) }

    func call(_ value: JSON) -> Call {
        switch place {
        case .path, .query: stage.call([name: value.plain ?? ""])
        case .body: stage.call([:], .init(name, value))
        }
    }

    /// Every text that a caller may send: in paths and queries of reads, in bodies of what makes and changes.
    static func all(
        _ context: AuditContext, places: Set<Place> = [.path, .query, .body]
    ) async throws -> [InputPoint] {
        var points: [InputPoint] = []
        for operation in context.surface.operations where !Words.isCommand(operation) && operation.method != "DELETE" {
            if operation.isRead
                ? places == [.body]
                : !operation.needsBody || !places.contains(.body)
                    || Words.isAccountMatter(operation)
            {
                continue
            }
            guard let stage = try await context.stage(operation) else { continue }
            points += self.all(stage, context).filter { places.contains($0.place) }
        }
        return points
    }

    /// The members of what signs somebody in; all of them are a stranger's.
    private static func logins(_ context: AuditContext) -> [InputPoint] {
        context.surface.operations.filter { Words.isLogin($0) && $0.needsBody && $0.placeholders.isEmpty }
            .flatMap { operation -> [InputPoint] in
                let sampler = Sampler(operation: operation, knowledge: Knowledge(), number: context.numbers.take())
                guard let body = sampler.bodies.first else { return [] }
                let stage = Stage(
                    operation: operation, identity: nil, values: [:], body: body, isGood: true, numbers: context.numbers
                )
                return body.members.filter(\.value.isText).map {
                    InputPoint(stage: stage, place: .body, name: $0.name, good: $0.value.text)
                }
            }
    }

    /// Tries each of them without waiting: a door that limits attempts (429) holds, and is no reason to give up the rest.
    static func eachLogin(
        _ context: AuditContext, _ notes: inout Notebook,
        _ attack: (InputPoint, AuditContext, inout Notebook) async throws -> Void
    ) async throws {
        var context = context
        context.client = context.client.impatient
        for point in logins(context) {
            do { try await attack(point, context, &notes) } catch is AuditClient.RateLimited {
                notes.skip(point.id, "attempts are limited (429)")
            }
        }
    }

    private static func all(_ stage: Stage, _ context: AuditContext) -> [InputPoint] {
        let operation = stage.operation
        if operation.isRead {
            return operation.placeholders.map {
                InputPoint(stage: stage, place: .path, name: $0, good: stage.values[$0])
            }
                + operation.parameters.filter { $0.place == .query }.map {
                    InputPoint(stage: stage, place: .query, name: $0.name, good: $0.example?.plain)
                }
        }
        let changes = ["PUT", "PATCH"].contains(operation.method)
        let kept = changes ? Set(context.proofs(of: stage.identity).map(\.name.normalName)) : []
        guard let body = stage.body else { return [] }
        // What was left out of the body that was accepted may be sent all the same.
        let whole = Sampler(operation: operation, knowledge: Knowledge(), number: context.numbers.take()).bodies.first
        let others = (whole?.members ?? []).filter { body[$0.name] == nil }
        return (body.members + others).compactMap { member in
            guard case .string(let text) = member.value, !Masking.isSecret(member.name),
                !kept.contains(member.name.normalName)
            else { return nil }
            let schema = operation.body?.schema["properties"]?[member.name]
            guard schema?["enum"] == nil, schema?["format"] == nil || ["uri", "url"].contains(schema?["format"]?.text)
            else { return nil }
            return InputPoint(stage: stage, place: .body, name: member.name, good: text)
        }
    }
}

extension Notebook {
    /// An attack by this way did nothing; where no request to the operation is answered well, that is no statement.
    mutating func held(_ point: InputPoint) {
        if point.stage.isGood {
            held()
        } else {
            skip(point.operation.id, "no request to it was answered well, so that its refusals say nothing")
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
            if let shown = try await ask(reader.call().by(point.stage.identity)) { texts.append(shown.text) }
        }
        return (answer, texts, [call])
    }
}
