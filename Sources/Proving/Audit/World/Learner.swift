import Blueprint
import Foundation

/// Uses the API as its users would, to know who owns what before anything is attacked.
struct Learner {
    private var context: AuditContext
    private var world: World { context.world }

    init(_ context: AuditContext) { self.context = context }

    /// - Throws: `URLError` when the server cannot be reached.
    static func learn(_ context: AuditContext) async throws -> World {
        var learner = Learner(context)
        for name in context.identities.keys.sorted() { learner.learnAccount(name) }
        // What costs nothing is looked at before objects are made, and again afterwards.
        for name in context.identities.keys.sorted() { try await learner.read(name, withPlaceholders: false) }
        for name in context.identities.keys.sorted() { try await learner.findAccount(name) }
        for name in ["a", "b"] where context.identities[name] != nil {
            try await learner.create(name)
            try await learner.read(name, withPlaceholders: true)
            try await learner.create(name, nested: true)
            try await learner.read(name, withPlaceholders: true)
        }
        for nested in [false, true] {
            try await learner.createAsAdmin(nested: nested)
            try await learner.read("admin", withPlaceholders: true)
        }
        try await learner.readAsNobody()
        learner.tellOwners()
        return learner.world
    }

    private mutating func learnAccount(_ name: String) {
        var pairs: [Pair] = []
        if let login = context.credentials?.login(of: name) {
            pairs += login.pairs().filter { !Masking.isSecret($0.name) }
        }
        if let basic = context.identities[name]?.basic { pairs.append(Pair(name: "username", value: basic.name)) }
        if let token = context.identities[name]?.token.flatMap(Token.init) {
            let names = ["sub", "id", "userid", "uid", "username", "email", "preferredusername"]
            pairs += token.claims.pairs().filter { names.contains($0.name.normalName) }
        }
        context.world.knowledge[name, default: Knowledge()].account += pairs
    }

    /// Where nothing shows an account without its number, small numbers are tried: it is the one that holds what the
    /// account signs in with.
    private mutating func findAccount(_ name: String) async throws {
        guard let identity = context.identities[name] else { return }
        let known = Set(world.of(identity).account.map(\.value).filter { $0.count > 3 })
        let readers = context.surface.operations.filter { operation in
            guard operation.isRead, operation.placeholders.count == 1, let parameter = operation.pathParameters.first,
                SchemaSample.type(of: parameter.schema) == "integer"
            else { return false }
            return Words.isPerson(operation.collection(of: parameter.name) + "/" + parameter.name)
        }
        guard !known.isEmpty, let reader = readers.first, let placeholder = reader.placeholders.first else { return }
        for number in 1...30 {
            let asked = try await unlessLimited {
                try await context.ask(reader.call([placeholder: "\(number)"]).by(identity))
            }
            guard let answer = asked, answer.isGood, let json = answer.json,
                json.pairs().contains(where: { known.contains($0.value) })
            else { continue }
            context.world.knowledge[name]?.account.append(Pair(name: placeholder, value: "\(number)"))
            return
        }
    }

    private mutating func read(_ name: String, withPlaceholders: Bool) async throws {
        guard let identity = context.identities[name] else { return }
        for operation in context.surface.operations where operation.isRead && !Words.isCommand(operation) {
            if operation.placeholders.isEmpty {
                try await look(operation, [:], identity)
            } else if withPlaceholders {
                // Only their own: what is learnt is held against what an attack shows.
                let picker = ValuePicker(knowledge: world.of(identity), ownOnly: true)
                for values in picker.combinations(operation, limit: 3) {
                    if try await look(operation, values, identity) { break }
                }
            }
        }
    }

    @discardableResult private mutating func look(
        _ operation: SurfaceOperation, _ values: [String: String], _ identity: Identity
    ) async throws -> Bool {
        let answer = try await unlessLimited { try await context.ask(operation.call(values).by(identity)) }
        guard let answer, answer.isGood, let json = answer.json else { return false }
        let isAccount = isAccount(operation, values, json, identity)
        context.world.knowledge[identity.name]?.saw(json, by: operation, isOwn: isAccount)
        if isAccount {
            let names = ["id", "username", "email", "uuid", "userid"]
            let pairs = json.objects.flatMap(\.members).filter { names.contains($0.name.normalName) }
            context.world.knowledge[identity.name]?.account += pairs.compactMap { member in
                member.value.plain.map { Pair(name: member.name, value: $0) }
            }
        }
        return true
    }

    /// One object, shown without a name for it or under the account's name: the account itself.
    private func isAccount(
        _ operation: SurfaceOperation, _ values: [String: String], _ json: JSON, _ identity: Identity
    ) -> Bool {
        let account = Set(world.of(identity).account.map(\.value))
        if values.isEmpty {
            if isSelf(json, account) { return true }
            guard json.items.isEmpty, context.isProtected(operation) || Words.parts(operation.path).contains("me")
            else {
                return false
            }
            return Words.parts(operation.path).contains { ["me", "profile", "whoami", "self", "account"].contains($0) }
                || json.pairs().contains { account.contains($0.value) && $0.value.count > 3 }
        }
        let noun = operation.placeholders.first.map { operation.collection(of: $0) + "/" + $0 } ?? ""
        return values.count == 1 && Words.isPerson(noun) && !account.isDisjoint(with: values.values)
            && json.items.isEmpty
    }

    /// A list of one that holds the name somebody signs in with.
    private func isSelf(_ json: JSON, _ account: Set<String>) -> Bool {
        guard json.elements.count == 1, let only = json.elements.first else { return false }
        return only.members.contains { member in
            ["email", "username", "login"].contains(member.name.normalName)
                && account.contains(member.value.plain ?? "")
        }
    }

    private mutating func create(_ name: String, nested: Bool = false) async throws {
        guard let identity = context.identities[name] else { return }
        for operation in context.creators where operation.placeholders.isEmpty != nested {
            let made = try await unlessLimited { try await context.create(operation, identity) }
            guard let made else { continue }
            context.world.creators[operation.id] = made.body
            context.world.knowledge[name]?.sent.formUnion(made.body.pairs())
            context.world.knowledge[name]?.saw(made.object, by: operation, isOwn: true)
        }
    }

    /// A limit of one operation keeps nobody from learning what the others tell.
    private func unlessLimited<Value: Sendable>(_ ask: () async throws -> Value?) async throws -> Value? {
        do { return try await ask() } catch is AuditClient.RateLimited { return nil }
    }

    /// What neither of the two may make: made by a higher role, it can be attacked by them.
    private mutating func createAsAdmin(nested: Bool) async throws {
        guard let admin = context.admin else { return }
        for operation in context.creators
        where operation.placeholders.isEmpty != nested && world.creators[operation.id] == nil {
            let made = try await unlessLimited { try await context.create(operation, admin) }
            guard let made else { continue }
            context.world.knowledge[admin.name]?.saw(made.object, by: operation, isOwn: true)
        }
    }

    private mutating func readAsNobody() async throws {
        context.world.knowledge[""] = Knowledge()
        for operation in context.surface.operations where operation.isRead && !Words.isCommand(operation) {
            let values =
                operation.placeholders.isEmpty
                ? [:] : ValuePicker(knowledge: world.of(context.a), ownOnly: false).combinations(operation).first ?? [:]
            guard values.count == Set(operation.placeholders).count,
                let answer = try await unlessLimited({ try await context.ask(operation.call(values)) })
            else { continue }
            let isKnown = world.of(context.a).seen[operation.id] != nil
            if answer.isGood, let json = answer.json {
                context.world.knowledge[""]?.saw(json, by: operation, isOwn: false)
            } else if isKnown, [401, 403].contains(answer.status) || !answer.isGood {
                context.world.guarded.insert(operation.id)
            }
        }
    }

    /// What is shown to one and not to the other is the one's own.
    private mutating func tellOwners() {
        for (name, other) in [("a", "b"), ("b", "a")] {
            guard let others = world.knowledge[other], var own = world.knowledge[name] else { continue }
            let made = Set(own.sent.filter { $0.value.count >= 5 })
            for index in own.sights.indices where !own.sights[index].isOwn {
                let sight = own.sights[index]
                let pairs = Set(sight.object.pairs())
                let isList = others.seen[sight.operation] != nil && context.isProtected(operation(sight.operation))
                let isHidden =
                    isList && sight.object.identifier != nil && !others.shows(sight.object, by: sight.operation)
                own.sights[index].isOwn = !made.isDisjoint(with: pairs) && sight.object.items.isEmpty || isHidden
            }
            context.world.knowledge[name] = own
        }
    }

    private func operation(_ id: String) -> SurfaceOperation? { context.surface.operation(id) }
}

extension Knowledge {
    /// Whether an object of this id was shown by the operation.
    fileprivate func shows(_ object: JSON, by operation: String) -> Bool {
        sights.contains { $0.operation == operation && $0.object.identifier == object.identifier }
    }
}

extension AuditContext {
    fileprivate func isProtected(_ operation: SurfaceOperation?) -> Bool { operation.map(isProtected) ?? false }
}
