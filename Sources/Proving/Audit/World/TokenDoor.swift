import Blueprint

/// An operation that tells good tokens from others.
struct TokenDoor: Sendable {
    let context: AuditContext
    let operation: SurfaceOperation
    let owner: Identity

    /// Controls first: the owner's token is answered well, a wrong one is not.
    static func find(
        _ context: AuditContext, _ owner: Identity, refusing wrong: String = "not.a.token"
    ) async throws -> TokenDoor? {
        let seen = context.world.of(owner).seen
        let reads = context.surface.operations.filter {
            $0.isRead && $0.placeholders.isEmpty && seen[$0.id] != nil && !Words.isCommand($0)
        }
        let creators = context.creators.filter { $0.placeholders.isEmpty }
        let me = reads.filter { Words.parts($0.path).contains("me") }
        for operation in me + reads + creators {
            let door = TokenDoor(context: context, operation: operation, owner: owner)
            guard let own = await context.client.fresh(owner).token else { continue }
            if try await door.takes(wrong).0 { continue }
            if try await door.takes(own).0 { return door }
        }
        return nil
    }

    func call(_ token: String?) -> Call {
        var body: JSON?
        if !operation.isRead {
            body =
                Sampler(operation: operation, knowledge: context.world.of(owner), number: context.numbers.take()).bodies
                .first
        }
        var call = operation.call(body: body)
        guard let token else { return call.by(owner) }
        call.headers.merge(owner.headers(with: token)) { $1 }
        return call
    }

    func takes(_ token: String) async throws -> (Bool, Call) {
        let call = call(token)
        return (try await context.ask(call)?.isGood == true, call)
    }
}
