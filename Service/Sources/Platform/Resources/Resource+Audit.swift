import GRDB
import NIOCore

extension Resource {
    /// Writes what an operation changed to the audit log, in its transaction.
    func audit(_ call: Call, from old: R?, to new: R?, on connection: Connection) throws {
        guard let subject = new ?? old else { return }
        try call.services.audit(
            connection,
            AuditEntry(
                operation: call.operation, actor: call.principal.id, subject: subject.idText, requestID: call.requestID,
                at: call.now, change: change(from: old, to: new)))
    }

    /// `{"status":["active","suspended"]}`: the columns that differ, before and after.
    private func change(from old: R?, to new: R?) -> String {
        let (before, after) = (old?.values ?? [:], new?.values ?? [:])
        var json = JSONWriter()
        json.object { json in
            for column in Set(before.keys).union(after.keys).sorted() where before[column] != after[column] {
                json.name(escaping: column)
                json.array { json in
                    let isRedacted = redacted.contains(column)
                    for value in [before[column], after[column]] { json.value(value ?? .null, isRedacted: isRedacted) }
                }
            }
        }
        return String(buffer: json.buffer)
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ value: DatabaseValue, isRedacted: Bool) {
        switch value.storage {
        case .null, .blob: null()
        case .int64, .double, .string: isRedacted ? self.value("redacted") : self.value(value.text)
        }
    }
}
