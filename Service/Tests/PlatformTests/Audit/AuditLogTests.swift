import GRDB
import Testing

@testable import Platform

@Suite struct AuditLogTests {
    private func entry(_ operation: String, actor: String?) -> AuditEntry {
        AuditEntry(
            operation: operation, actor: actor, subject: "u1", requestID: "r", at: Timestamp(milliseconds: 1000),
            change: #"{"name":["A","B"]}"#)
    }

    @Test func keepsEntriesInTheirOrder() async throws {
        let fixture = try await AccountFixture()
        let entries = [entry("User.update", actor: "a"), entry("User.delete", actor: nil)]
        let kept = try await fixture.database.write { connection in
            for entry in entries { try AuditLog.append(entry, on: connection) }
            return try AuditLog.entries(of: "u1", on: connection)
        }
        #expect(kept == entries)
    }

    @Test func aChangeThatIsRolledBackLeavesNoEntry() async throws {
        let fixture = try await AccountFixture()
        try await fixture.database.writeWithoutTransaction { connection in
            try connection.inTransaction {
                try AuditLog.append(entry("User.update", actor: "a"), on: connection)
                return .rollback
            }
        }
        #expect(try await fixture.database.read { try AuditLog.entries(of: "u1", on: $0) } == [])
    }
}
