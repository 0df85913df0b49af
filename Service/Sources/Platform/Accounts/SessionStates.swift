import GRDB
import Synchronization

/// What is known of callers' accounts and sessions, for a second at most. A committed change to the account's row, its session or
/// anything else that the rules read ends what is known at once; other processes' changes are seen when the second is over.
final class SessionStates: TransactionObserver, Sendable {
    /// An account that may act, as it was read.
    struct State: Sendable {
        var caller: Caller
        var accountRow: Int64
        var sessionRow: Int64
        var readAt: Timestamp
        var goodUntil: Timestamp
    }

    /// Seconds for which a change that another process made may go unnoticed.
    static let bound: Int64 = 1
    private static let capacity = 20_000

    private struct Known {
        var states: [String: State] = [:]
        var changed = Changes()
        /// Counts the commits that changed something here: a state read before one is not kept after it.
        var generation = 0
    }

    private struct Changes {
        var accounts: Set<Int64> = []
        var sessions: Set<Int64> = []
        var everything = false
        var isEmpty: Bool { accounts.isEmpty && sessions.isEmpty && !everything }
    }

    private let accountTable: String
    private let region: DatabaseRegion
    private let known = Mutex(Known())

    /// - Parameter region: all that the statement reads which decides whether a caller may act.
    init(accountTable: String, region: DatabaseRegion) {
        self.accountTable = accountTable
        self.region = region
    }

    /// - Returns: the state if it is still good, and the generation to hand to ``keep(_:for:generation:)`` if not.
    func state(of session: String, at now: Timestamp) -> (state: State?, generation: Int) {
        known.withLock { known in
            guard let state = known.states[session], state.readAt <= now, now < state.goodUntil else {
                return (nil, known.generation)
            }
            return (state, known.generation)
        }
    }

    func keep(_ state: State, for session: String, generation: Int) {
        known.withLock { known in
            guard known.generation == generation else { return }
            if known.states.count >= Self.capacity {
                known.states = known.states.filter { $0.value.goodUntil > state.readAt }
            }
            if known.states.count >= Self.capacity { known.states = [:] }
            known.states[session] = state
        }
    }

    func observes(eventsOfKind kind: DatabaseEventKind) -> Bool {
        // A new account or session cannot be known yet; sign-ins would otherwise cost everyone a query.
        if case .insert(let table) = kind, table == accountTable || table == "_sessions" { return false }
        return region.isModified(byEventsOfKind: kind)
    }

    func databaseDidChange(with event: DatabaseEvent) {
        known.withLock { known in
            switch event.tableName {
            case accountTable: known.changed.accounts.insert(event.rowID)
            case "_sessions": known.changed.sessions.insert(event.rowID)
            default: known.changed.everything = true
            }
        }
    }

    func databaseDidCommit(_ connection: Connection) {
        known.withLock { known in
            let changed = known.changed
            guard !changed.isEmpty else { return }
            known.changed = Changes()
            known.generation += 1
            known.states =
                changed.everything
                ? [:]
                : known.states.filter {
                    !changed.accounts.contains($0.value.accountRow) && !changed.sessions.contains($0.value.sessionRow)
                }
        }
    }

    func databaseDidRollback(_ connection: Connection) {
        known.withLock { $0.changed = Changes() }
    }
}
