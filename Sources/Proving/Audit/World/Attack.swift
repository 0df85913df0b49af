import Blueprint
import Foundation

/// One operation used on somebody's object by somebody else, judged by what it did.
struct Attack: Sendable {
    enum Effect: Sendable {
        /// The server kept its state to itself.
        case none
        /// Values that the attacker sees nowhere else.
        case leaked([Pair])
        /// What the owner reads afterwards.
        case changed([String])
        /// Nothing can be said, and why.
        case unknown(String)
    }

    let context: AuditContext
    let operation: SurfaceOperation
    let values: [String: String]
    let owner: Identity?
    let attacker: Identity?

    /// The owner reads it first (it must be there), then the attacker.
    func read(through change: (Call) -> Call = { $0 }) async throws -> (Effect, [Call]) {
        let call = change(operation.call(values).by(attacker))
        let control = operation.call(values).by(owner)
        guard let mine = try await context.ask(control), mine.isGood, let shown = mine.pairs else {
            return (.unknown("its owner cannot read it either"), [])
        }
        guard let answer = try await context.ask(call) else { return (.unknown("no answer"), []) }
        let secret = Set(shown).filter { isTelling($0) }.subtracting(publicPairs)
        guard answer.isGood else { return (.none, []) }
        let got = Set(answer.pairs ?? [])
        let leaked = secret.intersection(got).sorted { $0.name < $1.name }
        if leaked.isEmpty, secret.isEmpty {
            return (.unknown("the owner is shown nothing that others do not see elsewhere"), [])
        }
        return (leaked.isEmpty ? .none : .leaked(leaked), [control, call])
    }

    /// The attacker's request, then the owner's own as a control: without an effect that can be read back, silence says
    /// nothing.
    func write(through change: (Call) -> Call = { $0 }) async throws -> (Effect, [Call]) {
        let first = try await context.snapshot(operation, values, owner: owner)
        let before = first.stable(beside: try await context.snapshot(operation, values, owner: owner))
        guard !before.isEmpty else { return (.unknown("its owner cannot read back what it does"), []) }
        let isShared = try await attackerSees()
        let read = context.readers(operation, values, owner: owner).first.map { $0.call(values).by(owner) }
        var status = 0
        for body in bodies {
            let call = change(operation.call(values, body: body).by(attacker))
            let answer = try await context.ask(call)
            let after = try await context.snapshot(operation, values, owner: owner)
            let changes = before.changes(to: after, additions: !isShared)
            if !changes.isEmpty {
                try await restorePassword(body)
                return (.changed(changes), [call] + [read].compactMap { $0 })
            }
            status = answer?.status ?? 0
            if answer?.isRefusal == true { return (.none, []) }
            _ = try await context.ask(operation.call(values, body: body).by(owner))
            let own = try await context.snapshot(operation, values, owner: owner)
            try await restorePassword(body)
            if !after.changes(to: own).isEmpty { return (.none, []) }
        }
        return (.unknown("the owner's own request changes nothing that can be read back (status \(status))"), [])
    }

    /// Whether the attacker may read the object: then they may add to it as well, a comment for one.
    private func attackerSees() async throws -> Bool {
        guard let attacker else { return false }
        for reader in context.readers(operation, values, owner: owner) where !reader.placeholders.isEmpty {
            if try await context.ask(reader.call(values).by(attacker))?.isGood == true { return true }
        }
        return false
    }

    /// The owner must be able to sign in again.
    private func restorePassword(_ body: JSON?) async throws {
        guard let owner, let login = context.credentials?.login(of: owner.name),
            let member = body?.members.first(where: { $0.name.normalName.contains("password") }),
            let password = login.members.first(where: { Masking.isSecret($0.name) })?.value
        else { return }
        _ = try await context.ask(operation.call(values, body: .object([.init(member.name, password)])).by(owner))
    }

    /// Whole bodies first, then one member at a time; nil for none.
    private var bodies: [JSON?] {
        guard operation.needsBody else { return [nil] }
        let sampler = Sampler(
            operation: operation, knowledge: context.world.of(owner), number: context.numbers.take(), all: context.world
        )
        let whole = sampler.bodies
        let first = whole.first.map { context.sparing($0, of: owner) } ?? .object([])
        let single = first.members.filter { $0.value.isText }
        let all: [JSON] =
            whole.flatMap { [context.sparing($0, of: owner), context.keeping($0, of: owner)] }
            + single.prefix(2).map { JSON.object([$0]) }
        var seen: Set<JSON> = []
        return all.filter { seen.insert($0).inserted }.map(Optional.some)
    }

    /// Such as ids, names and sums; not what any object may have.
    private func isTelling(_ pair: Pair) -> Bool {
        !pair.value.isEmpty && !["true", "false"].contains(pair.value) && !pair.value.isTime
            && !values.values.contains(pair.value) && !["status", "message", "type", "code"].contains(pair.name)
    }

    /// What the attacker sees without attacking: their own answers, and what is shown to anybody.
    private var publicPairs: Set<Pair> {
        let guarded = context.surface.operations.filter(context.isProtected).map(\.id)
        let open = context.world.of(nil).pairs(except: Set(guarded + [operation.id]))
        guard let attacker else { return open }
        return open.union(context.world.of(attacker).pairs(except: [operation.id])).union(
            ownOfAttacker(attacker))
    }

    /// The same operation shows the attacker's own objects, whose common values are no leak. Of what is for a higher role
    /// only, even that they were shown it before is one.
    private func ownOfAttacker(_ attacker: Identity) -> Set<Pair> {
        guard context.isPrivilegedFor(operation) else { return context.world.of(attacker).seen[operation.id] ?? [] }
        return Set(
            context.world.of(attacker).sights.filter { $0.operation == operation.id && $0.isOwn }
                .flatMap { $0.object.pairs() })
    }
}
