import Source

/// What names of a brief stand for, known before its rules are read.
struct Schema {
    var roles: [String]
    /// The account resource.
    var subject: String?
    private var fieldsByResource: [String: [Field]] = [:]
    private(set) var resources: [String] = []

    init(roles: [String], subject: String?) {
        self.roles = roles
        self.subject = subject
    }

    mutating func add(_ name: String, _ fields: [Field]) {
        resources.append(name)
        var all = fields
        if !fields.contains(where: { $0.name == "id" }) {
            all.insert(Field(name: "id", type: .uuid, isReadonly: true), at: 0)
        }
        all.append(Field(name: "createdAt", type: .datetime, isReadonly: true))
        all.append(Field(name: "updatedAt", type: .datetime, isReadonly: true))
        fieldsByResource[name] = all
    }

    /// Declared and implied fields.
    func fields(of resource: String) -> [Field] { fieldsByResource[resource] ?? [] }

    func field(_ name: String, of resource: String) -> Field? { fields(of: resource).first { $0.name == name } }

    /// The field at the end of a path along references.
    func field(at path: [String], of resource: String) -> Field? {
        guard let field = path.first.flatMap({ field($0, of: resource) }) else { return nil }
        if path.count == 1 { return field }
        guard case .reference(let target) = field.type else { return nil }
        return self.field(at: Array(path.dropFirst()), of: target)
    }

    /// Whether a word is neither field nor keyword: it may be a role or an enum's value.
    func isUnknown(_ word: String, in scope: Scope) -> Bool {
        field(word, of: scope.resource) == nil && !["me", "self", "now", "anyone"].contains(word)
    }

    /// Whether a value read from a row of the resource may be null: some field on the way to it may.
    func mayBeNull(_ value: Expression, of resource: String) -> Bool {
        switch value.kind {
        case .literal(let literal): literal == .null
        case .field(let path): mayBeNull(path, of: resource)
        case .input(let field): field.isNullable
        case .callerField(let path): subject.map { mayBeNull(path, of: $0) } ?? true
        // Arithmetic without a value leaves the field as it is.
        default: false
        }
    }

    private func mayBeNull(_ path: [String], of resource: String) -> Bool {
        guard let field = path.first.flatMap({ field($0, of: resource) }) else { return false }
        if field.isNullable { return true }
        guard path.count > 1, case .reference(let target) = field.type else { return false }
        return mayBeNull(Array(path.dropFirst()), of: target)
    }
}
