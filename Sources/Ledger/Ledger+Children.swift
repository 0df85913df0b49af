import Foundation
import GRDB
import Processes

/// The child processes that run now, so that after a crash the next run can end what the last one left behind.
extension Ledger {
    /// To be given to a `Supervisor`.
    @Sendable public func record(_ change: Supervisor.Change) throws {
        try write(children) { database in
            switch change {
            case .started(let child, _):
                try database.cachedStatement(sql: "INSERT OR REPLACE INTO children VALUES (?, ?, ?)")
                    .execute(arguments: [child.pid, Int64(child.startTime), child.boot])
            case .ended(let child):
                try database.cachedStatement(sql: "DELETE FROM children WHERE pid = ? AND start_time = ? AND boot = ?")
                    .execute(arguments: [child.pid, Int64(child.startTime), child.boot])
            }
        }
    }

    /// Ends what a run that was killed left behind, and forgets it. Answers which still ran.
    @discardableResult public func endLeftovers() async throws -> [ChildIdentity] {
        let known = try await children.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM children").compactMap { row in
                ChildIdentity(pid: row["pid"], startTime: UInt64(row["start_time"] as Int64), boot: row["boot"])
            }
        }
        let ended = await ChildIdentity.endLeftovers(known)
        try await children.write { try $0.execute(sql: "DELETE FROM children") }
        return ended
    }
}
