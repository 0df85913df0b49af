import Brief

extension Model {
    func requirements() -> [Requirement] {
        accountRequirements() + brief.resources.flatMap(requirements(of:)) + limitRequirements()
    }

    private func requirements(of resource: Resource) -> [Requirement] {
        var result: [Requirement] = []
        for permission in resource.permissions {
            let reached = operationsAsking(permission.operation, of: resource)
            // Where only `/me` asks, a rule that always holds for one's own row refuses nobody.
            let holdsForMe = holdsForOneself(permission.rule)
            let refusing = reached.filter { !(holdsForMe && $0.hasPrefix("me.")) }
            // Without it, an operation is open to every signed-in caller or to anyone; see `Brief.removing`.
            let isNoticed =
                [.anyone, brief.roles.first.map { .role($0) }].contains(permission.rule.kind)
                || !isImplied(permission.rule, of: permission.operation, resource)
            result.append(
                Requirement(
                    id: "\(resource.name).\(permission.operation).allow",
                    text: "Who may call \(resource.name).\(permission.operation): \(permission.rule.text)",
                    removable: refusing.isEmpty || !isNoticed ? nil : .allow, operations: reached))
        }
        let named = Set(resource.permissions.map(\.operation))
        for operation in resource.operations.map(\.rawValue) + resource.actions.map(\.name)
        where !named.contains(operation) {
            result.append(
                Requirement(
                    id: "\(resource.name).\(operation).allow", text: "Nobody may call \(resource.name).\(operation)",
                    operations: operations(resource, operation)))
        }
        for fieldGuard in resource.fieldGuards {
            let reached = operations(resource, fieldGuard.operation.rawValue)
            result.append(
                Requirement(
                    id: "\(resource.name).\(fieldGuard.operation.rawValue).\(fieldGuard.field).allow",
                    text:
                        "Who may write \(fieldGuard.field) in \(fieldGuard.operation.rawValue): \(fieldGuard.rule.text)",
                    removable: reached.isEmpty || isImplied(fieldGuard, resource) ? nil : .fieldGuard,
                    operations: reached))
        }
        for action in resource.actions { result += requirements(of: action, resource) }
        for field in resource.fields { result += requirements(of: field, resource) }
        if resource.operations.contains(.list) { result += listRequirements(resource) }
        if case .soft(let time) = resource.deletion {
            result.append(
                Requirement(
                    id: "\(resource.name).delete.soft",
                    text: "A deleted \(resource.name) is invisible at once and purged after \(time.count) s",
                    operations: operations(resource, "delete")))
        }
        for audited in resource.audited {
            result.append(
                Requirement(
                    id: "\(resource.name).\(audited).audit", text: "\(audited) is written to the audit log",
                    operations: operations(resource, audited)))
        }
        if resource.requiresIfMatch {
            result.append(
                Requirement(
                    id: "\(resource.name).ifMatch", text: "A write without If-Match is refused",
                    operations: ["update", "delete"].flatMap { operations(resource, $0) }))
        }
        return result
    }

    private func requirements(of action: Action, _ resource: Resource) -> [Requirement] {
        let id = "\(resource.name).\(action.name)"
        // An action that nobody may call comes to no condition and takes nothing.
        let reached = resource.permissions.contains { $0.operation == action.name } ? [id] : []
        var result: [Requirement] = []
        if let when = action.when {
            result.append(
                Requirement(
                    id: id + ".when", text: "\(action.name) needs \(when.text), else 409",
                    removable: reached.isEmpty || isImplied(when, of: action.name, resource) ? nil : .when,
                    operations: reached))
        }
        result.append(Requirement(id: id + ".effect", text: effect(of: action), operations: reached))
        for field in action.input { result += fieldRules(field, prefix: id, operations: reached, isInput: true) }
        return result
    }

    private func effect(of action: Action) -> String {
        let set = action.assignments.map { "\($0.field) becomes \($0.value.text)" }
        return (set + (action.revokesSessions ? ["sessions are revoked"] : [])).joined(separator: ", ")
    }

    private func requirements(of field: Field, _ resource: Resource) -> [Requirement] {
        // An operation that nobody may call takes nothing.
        let writing: [Resource.Operation] = field.isImmutable ? [.create] : [.create, .update]
        let granted = writing.map(\.rawValue).filter { name in
            resource.permissions.contains { $0.operation == name }
        }
        var ids = granted.flatMap { operations(resource, $0) }
        if brief.auth?.subject == resource.name,
            brief.auth?.endpoints.contains(where: { $0.operation == .register }) == true
        {
            ids.append("auth.register")
        }
        return fieldRules(field, prefix: resource.name, operations: ids, isInput: false)
    }

    private func fieldRules(_ field: Field, prefix: String, operations: [String], isInput: Bool) -> [Requirement] {
        let id = prefix + "." + field.name
        var result: [Requirement] = []
        func add(_ rule: String, _ text: String, _ removable: Requirement.Rule? = nil) {
            result.append(
                Requirement(
                    id: id + "." + rule, text: "\(field.name) \(text)",
                    removable: operations.isEmpty ? nil : removable, operations: operations))
        }
        let isSlug = field.type.isSlug
        let isParent = !isInput && parents[prefix]?.reference == field.name
        let isMade = isSlug || isParent || field.isReadonly || field.reference?.isCaller == true
        let isWritable = !isMade && !field.isHidden
        // The server makes another slug where one is taken, so that without the rule no answer would be different; and what no
        // request says can't be taken by one.
        let isSaid = isWritable || isParent || field.reference?.isCaller == true
        if field.isUnique { add("unique", "is unique among live rows", isSaid ? .unique : nil) }
        if isWritable {
            if field.bounds != nil { add("range", "is within \(field.boundsText)", .range) }
            if let pattern = field.pattern { add("pattern", "matches /\(pattern)/", .pattern) }
            add("type", "is \(field.type.title)")
            if isInput || isRequired(field) { add("required", "must be given") }
        }
        if isMade { add("readonly", "never comes from a client") }
        if field.isImmutable { add("immutable", "is set once") }
        if field.isHidden || field.isWriteonly { add("hidden", "is never answered") }
        if field.defaultValue != nil { add("default", "has a default") }
        return result
    }

    private func listRequirements(_ resource: Resource) -> [Requirement] {
        let id = "\(resource.name).list"
        var result = resource.listing.filters.map {
            Requirement(id: "\(id).filter.\($0.parameter)", text: "Filtered by \($0.parameter)", operations: [id])
        }
        result += resource.listing.sort.map {
            Requirement(id: "\(id).sort.\($0)", text: "Sorted by \($0), both ways", operations: [id])
        }
        if !resource.listing.search.isEmpty {
            result.append(
                Requirement(
                    id: id + ".search", text: "Searched in " + resource.listing.search.joined(separator: ", "),
                    operations: [id]))
        }
        result.append(Requirement(id: id + ".page", text: "Cut into pages", operations: [id]))
        return result
    }

    /// The endpoints by which a rule can be noticed. What may be got is asked by every operation on a row; where none
    /// answers just a row, the others tell.
    func operationsAsking(_ operation: String, of resource: Resource) -> [String] {
        let own = operations(resource, operation)
        // An update that can change nothing is like a get.
        if operation == "update", updateBody(resource).members.isEmpty { return [] }
        guard operation == "get", own.isEmpty else { return own }
        return resource.permissions.map(\.operation).filter { !["list", "create"].contains($0) }
            .flatMap { operations(resource, $0) }
    }

    /// The endpoints that an operation's rule bears on: `me.get` and `me.update` are under the account's own rules.
    func operations(_ resource: Resource, _ operation: String) -> [String] {
        var result: [String] = []
        let isAction = resource.actions.contains { $0.name == operation }
        if isAction || resource.operations.contains(where: { $0.rawValue == operation }) {
            result.append("\(resource.name).\(operation)")
        }
        if brief.auth?.subject == resource.name, brief.auth?.me != nil, operation == "get" || operation == "update" {
            result.append("me." + operation)
        }
        return result
    }

    /// One for each scope, however many limits it has.
    private func limitRequirements() -> [Requirement] {
        brief.limits.reduce(into: []) { result, limit in
            let text = "At most \(limit.requests) requests in \(limit.window.count) s"
            let (id, suffix, operations): (String, String, [String]) =
                switch limit.scope {
                case .signedIn: ("limits.default", " of a signed-in caller", [])
                case .anonymous: ("limits.anonymous", " of an anonymous caller", [])
                case .operation(let id): ("limits." + id, "", [id])
                }
            if let index = result.firstIndex(where: { $0.id == id }) {
                result[index].text += "; " + text
            } else {
                result.append(Requirement(id: id, text: text + suffix, operations: operations))
            }
        }
    }
}
