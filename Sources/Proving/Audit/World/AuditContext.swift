import Blueprint
import Foundation
import Synchronization

/// All that a probe needs.
struct AuditContext: Sendable {
    let surface: Surface
    var client: AuditClient
    var identities: [String: Identity]
    let credentials: CredentialsFile?
    let numbers: Numbers
    /// What the rules of a brief say, where there is one.
    var rules = AuditRules()
    /// Signs a token as the server does, where its key is known.
    var signer: (@Sendable (JSON, JSON) -> String)?
    var world = World()
    /// Identities that are not answered any more, and since when.
    var refused: [String: String] = [:]
    let stages = Stages()

    var a: Identity? { identities["a"] }
    var b: Identity? { identities["b"] }
    var admin: Identity? { identities["admin"] }

    func notebook(_ probe: any Probe.Type) -> Notebook { Notebook(probe, base: client.base) }

    /// Whether calls need credentials: the document says so, or they were seen to.
    func isProtected(_ operation: SurfaceOperation) -> Bool {
        if operation.isSecured || world.guarded.contains(operation.id) { return true }
        // It may answer 401 to a bad token, and is meant for everybody all the same.
        if operation.isOpen { return false }
        if isBelowGuarded(operation) { return true }
        let refuses = operation.answers.contains { ["401", "403"].contains($0.status) }
        return refuses && !Words.isLogin(operation) && !Words.isAccountMatter(operation)
    }

    /// Where a document says nothing of security: an item of a list that callers without credentials were refused.
    private func isBelowGuarded(_ operation: SurfaceOperation) -> Bool {
        guard let name = operation.placeholders.first, !surface.operations.contains(where: \.isSecured) else {
            return false
        }
        let collection = operation.collection(of: name)
        return surface.operations.contains { $0.path == collection && world.guarded.contains($0.id) }
    }

    /// A GET with the same path, one that the path begins with, or one that shows the account.
    func readers(_ operation: SurfaceOperation, _ values: [String: String], owner: Identity?) -> [SurfaceOperation] {
        let knowledge = world.of(owner)
        let isAccount = knowledge.account.contains { values.values.contains($0.value) }
        return surface.operations.filter { reader in
            guard reader.isRead, !Words.isCommand(reader), reader.placeholders.allSatisfy({ values[$0] != nil }) else {
                return false
            }
            if operation.path == reader.path || operation.path.hasPrefix(reader.path + "/") { return true }
            // Named elsewhere: in the query, or below another path of the same noun.
            if reader.placeholders.count == 1, reader.path.hasSuffix("}"), operation.names == reader.placeholders {
                return true
            }
            return isAccount && reader.placeholders.isEmpty
                && knowledge.sights.contains { $0.operation == reader.id && $0.isOwn }
        }
    }
}

/// Numbers that no two samples of an audit share.
final class Numbers: Sendable {
    private let next: Mutex<Int>

    init(from start: Int = Int.random(in: 10_000...89_999) * 100) { next = Mutex(start) }

    func take() -> Int {
        next.withLock {
            $0 += 1
            return $0
        }
    }
}

/// What a brief says that a document cannot: who may do what to what is not theirs.
public struct AuditRules: Sendable {
    /// Operations that any signed-in caller may use on anybody's objects.
    public var shared: Set<String> = []
    /// Operations that only a role above the lowest may use.
    public var privileged: Set<String> = []
    /// Operations whose rule depends on what stands in the row: nothing is claimed about them.
    public var unclear: Set<String> = []
    /// By operation, members of its body that only a role above the lowest may set.
    public var guarded: [String: Set<String>] = [:]
    /// They say all there is: no name has to be guessed at.
    public var isComplete = false

    public init(shared: Set<String> = [], privileged: Set<String> = []) {
        self.shared = shared
        self.privileged = privileged
    }
}
