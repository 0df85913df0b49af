import HTTPTypes

/// Conditional requests (RFC 9110, 13).
enum Preconditions {
    /// Whether the caller has this version already.
    static func isFresh(_ call: Call, _ tag: String) -> Bool {
        call.head.headerFields[.ifNoneMatch].map { matches($0, tag, weakly: true) } ?? false
    }

    /// - Throws: a ``Problem`` with status 412, or with 428 where `If-Match` is required and missing.
    static func check(_ call: Call, _ tag: String, required: Bool) throws {
        guard let condition = call.head.headerFields[.ifMatch] else {
            guard required else { return }
            throw Problem(.preconditionRequired, detail: "Send If-Match with the ETag that you read.")
        }
        guard matches(condition, tag, weakly: false) else {
            throw Problem(.preconditionFailed, detail: "The resource was changed since you read it.")
        }
    }

    private static func matches(_ condition: String, _ tag: String, weakly: Bool) -> Bool {
        condition.split(separator: ",").contains { part in
            var part = part.drop { $0 == " " }
            while part.last == " " { part = part.dropLast() }
            if part == "*" || part == tag { return true }
            return weakly && part == "W/" + tag
        }
    }
}
