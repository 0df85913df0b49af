extension Brief {
    /// The brief without one of its rules, named as in docs/conventions.md: `User.update.allow`, `User.update.role.allow`,
    /// `User.suspend.when`, `User.email.unique`, `User.name.range`, `User.phone.pattern`, `User.suspend.reason.range`,
    /// `auth.when`, `auth.password.range`. Nil where the brief has no such rule.
    ///
    /// Without its `allow`, an operation is open to every signed-in caller, or to anyone if callers who are not signed in
    /// may be let in already; where that changes nothing, to anyone; and where it was open to anyone, to nobody.
    public func removing(_ rule: String) -> Brief? {
        var brief = self
        let parts = rule.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        return brief.remove(parts) ? brief : nil
    }

    private mutating func remove(_ rule: [String]) -> Bool {
        switch rule {
        case ["auth", "when"]:
            guard auth?.when != nil else { return false }
            auth?.when = nil
        case ["auth", "password", "range"]:
            guard auth != nil else { return false }
            // Longer than any body that is read.
            auth?.passwordLength = 0...1_000_000_000
        default:
            guard let index = resources.firstIndex(where: { $0.name == rule[0] }) else { return false }
            return resources[index].remove(
                Array(rule.dropFirst()), lowestRole: auth == nil ? nil : roles.first)
        }
        return true
    }
}

extension Resource {
    fileprivate mutating func remove(_ rule: [String], lowestRole: String?) -> Bool {
        switch rule.count {
        case 2 where rule[1] == "allow": return removePermission(rule[0], lowestRole: lowestRole)
        case 2 where rule[1] == "when":
            guard let index = actions.firstIndex(where: { $0.name == rule[0] && $0.when != nil }) else { return false }
            actions[index].when = nil
            return true
        case 2: return fields.remove(rule[1], of: rule[0])
        case 3 where rule[2] == "allow":
            guard let index = fieldGuards.firstIndex(where: { $0.operation.rawValue == rule[0] && $0.field == rule[1] })
            else { return false }
            fieldGuards.remove(at: index)
            return true
        case 3:
            guard let index = actions.firstIndex(where: { $0.name == rule[0] }) else { return false }
            return actions[index].input.remove(rule[2], of: rule[1])
        default: return false
        }
    }

    private mutating func removePermission(_ operation: String, lowestRole: String?) -> Bool {
        guard let index = permissions.firstIndex(where: { $0.operation == operation }) else { return false }
        let rule = permissions[index].rule
        let anyone = Expression(.anyone, type: .bool)
        if rule.kind == .anyone {
            permissions.remove(at: index)
        } else if let lowestRole, rule.kind != .role(lowestRole), !rule.mayHoldForAnonymous {
            permissions[index].rule = Expression(.role(lowestRole), type: .bool)
        } else {
            permissions[index].rule = anyone
        }
        return true
    }
}

extension [Field] {
    fileprivate mutating func remove(_ rule: String, of name: String) -> Bool {
        guard let index = firstIndex(where: { $0.name == name }) else { return false }
        let before = self[index]
        switch rule {
        case "unique": self[index].isUnique = false
        case "range": self[index].bounds = nil
        case "pattern": self[index].pattern = nil
        default: return false
        }
        return self[index] != before
    }
}
