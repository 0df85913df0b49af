import Blueprint

/// B names A's objects in queries and bodies.
enum IdentifierProbe: Probe {
    static let name = "api1.identifiers"
    static let item = OWASPItem.api1
    static let title = "Objects of others can be reached by ids in queries and bodies"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a, let b = context.b else {
            notes.skip("all", "it takes two identities, a and b")
            return
        }
        for operation in context.surface.operations where isTarget(operation, context) {
            for name in operation.queryIdentifiers {
                try await replay(operation, name, inBody: false, context, a, b, &notes)
            }
            for name in operation.bodyIdentifiers {
                try await replay(operation, name, inBody: true, context, a, b, &notes)
            }
        }
        if notes.result.tried == 0, notes.notTried.isEmpty { notes.skip("all", "no query or body holds an id") }
    }

    private static func isTarget(_ operation: SurfaceOperation, _ context: AuditContext) -> Bool {
        operation.placeholders.isEmpty && !Words.isAccountMatter(operation) && context.isProtected(operation)
            && !context.rules.shared.contains(operation.id) && !context.rules.privileged.contains(operation.id)
            && (operation.isRead || operation.body != nil)
    }

    private static func replay(
        _ operation: SurfaceOperation, _ name: String, inBody: Bool, _ context: AuditContext, _ a: Identity,
        _ b: Identity, _ notes: inout Notebook
    ) async throws {
        let place = "\(operation.id) \(name)"
        let stand = operation.naming(name)
        let values = ValuePicker(knowledge: context.world.of(a), ownOnly: true).candidates(name, in: stand)
        for value in values.prefix(4) {
            let call = operation.naming(name, value, inBody: inBody, context)
            guard let control = try await context.ask(call.by(a)), control.isGood else { continue }
            let own = Set(context.world.of(a).sights.filter(\.isOwn).flatMap { $0.object.pairs() })
            let known = context.world.of(b).pairs().union(context.world.of(nil).pairs())
            let mine = Set(control.json?.pairs() ?? []).union(own).subtracting(known)
                .filter {
                    $0.value != value && $0.value.count > 2 && !$0.value.isTime && $0.value != "true"
                        && $0.value != "false"
                }
            let answer = try await context.ask(call.by(b))
            let got = Set(answer?.json?.pairs() ?? []).intersection(mine).sorted { $0.name < $1.name }
            guard answer?.isGood == true, !got.isEmpty else {
                notes.held()
                return
            }
            notes.found(
                .high, cwe: 639, operation.id,
                "\(operation.method) \(operation.path) shows what is a's to b when `\(name)` names it",
                evidence: got.prefix(5).map(\.shown).joined(separator: ", "), calls: [call.by(a), call.by(b)],
                remedy: "Take the owner from the caller's credentials, not from the request.")
            return
        }
        notes.skip(place, "nothing that is a's and that it could name was accepted from a itself")
    }
}

extension SurfaceOperation {
    fileprivate static func names(_ name: String) -> Bool {
        let plain = name.normalName
        return plain == "id" || plain.hasSuffix("id") && plain.count > 3
            || ["owner", "user", "username", "account"].contains(plain)
    }

    fileprivate var queryIdentifiers: [String] {
        isRead ? parameters.filter { $0.place == .query && Self.names($0.name) }.map(\.name) : []
    }

    fileprivate var bodyIdentifiers: [String] {
        isRead ? [] : (body?.schema["properties"]?.members ?? []).map(\.name).filter(Self.names)
    }

    /// As though the name stood at the end of the path, for the picker.
    fileprivate func naming(_ name: String) -> SurfaceOperation {
        var operation = self
        operation.path += "/{\(name)}"
        return operation
    }

    fileprivate func naming(_ name: String, _ value: String, inBody: Bool, _ context: AuditContext) -> Call {
        guard inBody else { return call(query: requiredQuery(1).filter { $0.0 != name } + [(name, value)]) }
        let sampler = Sampler(operation: self, knowledge: context.world.of(context.b), number: context.numbers.take())
        let schema = body?.schema["properties"]?[name] ?? .object([])
        let isNumber = ["integer", "number"].contains(SchemaSample.type(of: schema))
        return call(
            body: (sampler.bodies.first ?? .object([])).setting(name, isNumber ? .number(value) : .string(value)))
    }
}
