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

    /// Whether a word is neither field nor keyword: it may be a role or an enum's value.
    func isUnknown(_ word: String, in scope: Scope) -> Bool {
        field(word, of: scope.resource) == nil && !["me", "self", "now", "anyone"].contains(word)
    }
}
