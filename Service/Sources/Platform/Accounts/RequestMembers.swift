/// Reads the text members of a small request body, and collects everything that is wrong with it.
struct RequestMembers {
    private let members: [JSON.Member]
    private(set) var violations: [Problem.Violation] = []

    /// - Parameter known: the members that may be there; nil: anything may.
    /// - Throws: a ``Problem`` with status 400 or 422.
    init(_ json: JSON, known: [String]?) throws {
        guard let members = json.members else {
            throw Problem.invalid([.init(pointer: "", detail: "must be an object, not \(json.kind)", code: "type")])
        }
        self.members = members
        guard let known else { return }
        for member in members where !known.contains(member.name) {
            violations.append(.init(pointer: Self.pointer(member.name), detail: "is not known here", code: "unknown"))
        }
    }

    /// A required text; empty when it is missing, which is collected.
    mutating func text(_ name: String) -> String {
        switch members.first(where: { $0.name == name })?.value {
        case .string(let text): return text
        case nil, .null: report(name, "is required", "required")
        case let other?: report(name, "must be a string, not \(other.kind)", "type")
        }
        return ""
    }

    mutating func report(_ violation: Problem.Violation?) {
        if let violation, !violations.contains(where: { $0.pointer == violation.pointer }) {
            violations.append(violation)
        }
    }

    /// - Throws: a ``Problem`` with status 422 when anything is wrong.
    func check() throws {
        if !violations.isEmpty { throw Problem.invalid(violations) }
    }

    private mutating func report(_ name: String, _ detail: String, _ code: String) {
        violations.append(.init(pointer: Self.pointer(name), detail: detail, code: code))
    }

    /// A name as a JSON pointer (RFC 6901).
    private static func pointer(_ name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
