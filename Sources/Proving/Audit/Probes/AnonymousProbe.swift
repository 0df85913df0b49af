import Blueprint

/// Nobody uses each operation that takes credentials.
enum AnonymousProbe: Probe {
    static let name = "api2.anonymous"
    static let item = OWASPItem.api2
    static let title = "Operations that need credentials answer without them"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let a = context.a else {
            notes.skip("all", "it takes an identity, a")
            return
        }
        for operation in context.surface.operations where context.isProtected(operation) && !Words.isCommand(operation)
        {
            if ["DELETE", "HEAD", "OPTIONS", "TRACE"].contains(operation.method) || Words.isAccountMatter(operation) {
                continue
            }
            if operation.isRead, operation.placeholders.isEmpty {
                let attack = Attack(context: context, operation: operation, values: [:], owner: a, attacker: nil)
                let (effect, calls) = try await attack.read()
                ObjectProbe.report(effect, operation, a, nil, calls, &notes)
            } else if operation.placeholders.isEmpty {
                try await create(operation, context, a, &notes)
            } else {
                let own = [a, context.admin].compactMap(\.self).first { owner in
                    let picker = ValuePicker(knowledge: context.world.of(owner), ownOnly: true)
                    return !picker.combinations(operation).isEmpty
                }
                try await ObjectProbe.attack(operation, context, owner: own ?? a, attacker: nil, &notes)
            }
        }
    }

    /// What nobody makes must not be found afterwards.
    private static func create(
        _ operation: SurfaceOperation, _ context: AuditContext, _ a: Identity, _ notes: inout Notebook
    ) async throws {
        guard let seen = try await context.effectOfMaking(operation, by: nil, readBy: a) else {
            notes.skip(operation.id, "what it makes cannot be read back")
            return
        }
        guard let trace = seen.trace else {
            notes.held()
            return
        }
        notes.found(
            .critical, cwe: 306, operation.id, "\(operation.method) \(operation.path) works without credentials",
            evidence: "\(trace) was read back afterwards", calls: seen.calls,
            remedy: "Check credentials before anything else on this route, and refuse with 401.")
    }
}

extension AuditContext {
    /// Sends a marked body and looks for the mark where a reader is shown it.
    /// - Returns: nil when not even the reader's own request leaves a trace.
    func effectOfMaking(
        _ operation: SurfaceOperation, by attacker: Identity?, readBy reader: Identity
    ) async throws -> (trace: String?, calls: [Call])? {
        let number = numbers.take()
        for body in Sampler(operation: operation, knowledge: world.of(reader), number: number).bodies {
            let call = operation.call(body: body).by(attacker)
            let answer = try await ask(call)
            if let (trace, look) = try await find("\(number)", operation, reader) { return (trace, [call, look]) }
            if answer?.isRefusal == true { return (nil, []) }
        }
        let control = numbers.take()
        for body in Sampler(operation: operation, knowledge: world.of(reader), number: control).bodies {
            _ = try await ask(operation.call(body: body).by(reader))
            if try await find("\(control)", operation, reader) != nil { return (nil, []) }
        }
        return nil
    }

    /// Where a mark can be read.
    private func find(
        _ mark: String, _ operation: SurfaceOperation, _ reader: Identity
    ) async throws -> (String, Call)? {
        for look in surface.operations
        where look.isRead && look.placeholders.isEmpty && !Words.isCommand(look)
            && (look.path == operation.path || operation.path.hasPrefix(look.path + "/"))
        {
            let call = look.call().by(reader)
            guard let pairs = try await ask(call)?.json?.pairs() else { continue }
            if let pair = pairs.first(where: { $0.value.contains(mark) }) { return (pair.shown, call) }
        }
        return nil
    }
}
