import Foundation

/// What is answered to a request.
struct Answer: Sendable {
    var status: Int
    var body: Data
    var type = "application/json"

    init(_ value: Value, status: Int = 200) {
        self.status = status
        body = value.data
    }

    init(text: String, status: Int = 200) {
        self.status = status
        body = Data(text.utf8)
        type = "text/plain"
    }

    /// A `Status`, as Kubernetes words a refusal.
    static func failure(_ code: Int, _ reason: String, _ message: String) -> Answer {
        Answer(
            [
                "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": .string(message),
                "reason": .string(reason), "code": .int(code),
            ], status: code)
    }

    static func notFound(_ kind: Kind, _ name: String) -> Answer {
        failure(404, "NotFound", "\(kind.resource) \"\(name)\" not found")
    }

    static let noSuchPath = failure(404, "NotFound", "the server could not find the requested resource")

    static func invalid(_ kind: Kind, _ name: String, _ why: String) -> Answer {
        failure(422, "Invalid", "\(kind.kind) \"\(name)\" is invalid: \(why)")
    }
}
