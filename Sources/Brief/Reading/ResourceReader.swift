import Source

/// Reads what a resource says beyond its fields.
struct ResourceReader {
    let draft: ResourceDraft
    let schema: Schema
    let drafts: [ResourceDraft]
    let problems: Problems

    var section: Section { draft.section }
    var name: String { draft.name.text }
    var fieldNames: [String] { schema.fields(of: name).map(\.name) }

    func resource() -> Resource {
        var resource = Resource(name: name, path: Names.defaultPath(of: name), fields: draft.fields)
        checkFields()
        if let path = section.text("path"), problems.checkPath(path.text, at: path, allowsParameters: true) {
            resource.path = path.text
        }
        resource.key = key() ?? "id"
        resource.operations = operations()
        resource.actions = actions()
        let rules = RuleReader(resource: self, actions: resource.actions.map(\.name)).rules()
        resource.permissions = rules.permissions
        resource.fieldGuards = rules.guards
        resource.listing = ListingReader(resource: self).listing(section["list"])
        resource.deletion = deletion()
        resource.requiresIfMatch = ifMatch()
        resource.audited = audited(resource)
        return resource
    }

    func field(_ scalar: YAMLScalar) -> Field? {
        if let field = schema.field(scalar.text, of: name) { return field }
        problems.unknown("field", scalar.text, at: scalar.range, among: fieldNames)
        return nil
    }

    private func checkFields() {
        for field in draft.fields {
            let place = draft.fieldRanges[field.name]
            switch field.type {
            case .reference(let target):
                guard schema.resources.contains(target) else {
                    problems.report(
                        "unknown-resource", "there is no resource \"\(target)\"", at: place,
                        help: Suggestion.help(for: target, among: schema.resources))
                    continue
                }
                if field.reference?.isCaller == true, target != schema.subject {
                    problems.report("no-caller", "\"= me\" needs a reference to the account resource", at: place)
                }
            case .slug(let source):
                let type = schema.field(source, of: name)?.type
                if type != .string && type != .text {
                    problems.report("slug", "a slug is made from a text field, and \"\(source)\" is none", at: place)
                }
            default: break
            }
            if name == schema.subject, ["password", "token"].contains(field.name.lowercased()) {
                problems.report(
                    "reserved-name", "passwords and tokens are kept by \"auth\"", at: place, help: "remove it")
            }
        }
    }

    private func key() -> String? {
        guard let scalar = section.text("key"), let field = field(scalar) else { return nil }
        switch field.type {
        case .string, .email, .int, .uuid, .slug:
            if field.name != "id", !field.isUnique || field.isNullable {
                problems.report("key", "the key \"\(field.name)\" must be unique and never null", at: scalar)
            }
        default:
            problems.report("key", "\(field.type.valueType.noun) can't be a key", at: scalar)
        }
        if field.isHidden || field.isWriteonly { problems.report("key", "a key must be readable", at: scalar) }
        return field.name
    }

    private func operations() -> [Resource.Operation] {
        guard let node = section["ops"] else { return Resource.Operation.allCases }
        var operations: [Resource.Operation] = []
        for scalar in problems.texts(node, of: "\"ops\"") {
            if scalar.text == "clear" {
                problems.notSupported("\"clear\"", at: scalar.range)
            } else if let operation = Resource.Operation(rawValue: scalar.text) {
                if operations.contains(operation) {
                    problems.report("duplicate-value", "\"\(scalar.text)\" is given twice", at: scalar)
                } else {
                    operations.append(operation)
                }
            } else {
                problems.unknown(
                    "operation", scalar.text, at: scalar.range, among: Resource.Operation.allCases.map(\.rawValue))
            }
        }
        return operations
    }

    private func deletion() -> Resource.Deletion {
        guard let scalar = section.text("delete"), scalar.text != "hard" else { return .hard }
        let parts = scalar.text.split(separator: " ")
        guard parts.count == 2, parts[0] == "soft", let time = Units.duration(String(parts[1])) else {
            problems.report("unit", "\"\(scalar.text)\" is no way to delete", at: scalar, help: "hard, or soft 30d")
            return .hard
        }
        return .soft(time)
    }

    private func ifMatch() -> Bool {
        guard let scalar = section.text("ifMatch") else { return false }
        if !["optional", "required"].contains(scalar.text) {
            problems.unknown("value", scalar.text, at: scalar.range, among: ["optional", "required"])
        }
        return scalar.text == "required"
    }

    private func audited(_ resource: Resource) -> [String] {
        guard let node = section["audit"] else { return [] }
        let known = Resource.Operation.allCases.map(\.rawValue) + resource.actions.map(\.name)
        return problems.texts(node, of: "\"audit\"").compactMap { scalar in
            if known.contains(scalar.text) { return scalar.text }
            problems.unknown("operation", scalar.text, at: scalar.range, among: known)
            return nil
        }
    }
}
