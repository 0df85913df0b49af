import Blueprint

/// An object that somebody was shown or made.
struct Sight: Sendable {
    /// The operation's id.
    var operation: String
    /// Its path, a template.
    var path: String
    var object: JSON
    /// It belongs to who saw it: made by them, shown to them alone, or the account itself.
    var isOwn: Bool
}

/// What an identity knows of the API.
struct Knowledge: Sendable {
    var sights: [Sight] = []
    /// What was seen, by operation.
    var seen: [String: Set<Pair>] = [:]
    /// Values that name the account: `username`, `sub`, `id`.
    var account: [Pair] = []
    /// Values that were sent to make own objects.
    var sent: Set<Pair> = []

    mutating func saw(_ json: JSON, by operation: SurfaceOperation, isOwn: Bool) {
        seen[operation.id, default: []].formUnion(json.pairs())
        for object in json.objects {
            sights.append(Sight(operation: operation.id, path: operation.path, object: object, isOwn: isOwn))
        }
    }

    /// All that was seen elsewhere than there.
    func pairs(except operations: Set<String> = []) -> Set<Pair> {
        seen.reduce(into: []) { if !operations.contains($1.key) { $0.formUnion($1.value) } }
    }
}

/// What an audit has learnt before it attacks: what each identity knows, and who made what.
struct World: Sendable {
    /// By the identity's name; "" is nobody.
    var knowledge: [String: Knowledge] = [:]
    /// Operations that answer the first identity well and nobody not at all.
    var guarded: Set<String> = []
    /// By operation id: what makes objects, and a body that was accepted.
    var creators: [String: JSON] = [:]

    func of(_ identity: Identity?) -> Knowledge { knowledge[identity?.name ?? ""] ?? Knowledge() }
}
