import Brief

extension AuditRules {
    /// What a brief's rules mean for two callers of the lowest role: which operations each may use on what is the other's,
    /// which are for higher roles only, and which members are.
    public init(_ brief: Brief) {
        self.init()
        isComplete = true
        for resource in brief.resources {
            for permission in resource.permissions {
                let id = "\(resource.name).\(permission.operation)"
                switch Self.holds(permission.rule, brief, isOwn: false) {
                case true?: shared.insert(id)
                case nil: unclear.insert(id)
                case false?:
                    if Self.holds(permission.rule, brief, isOwn: true) == false { privileged.insert(id) }
                }
            }
            let isSubject = resource.name == brief.auth?.subject
            for fieldGuard in resource.fieldGuards where Self.holds(fieldGuard.rule, brief, isOwn: true) == false {
                let ids = ["\(resource.name).\(fieldGuard.operation.rawValue)"]
                let ofAccount =
                    fieldGuard.operation == .create ? "auth.register" : "me.\(fieldGuard.operation.rawValue)"
                for id in isSubject ? ids + [ofAccount] : ids { guarded[id, default: []].insert(fieldGuard.field) }
            }
        }
    }

    /// Whether a rule lets the lowest role in; nil: it depends on what stands in the row.
    private static func holds(_ rule: Expression, _ brief: Brief, isOwn: Bool) -> Bool? {
        switch rule.kind {
        case .anyone: return true
        case .literal(.bool(let value)): return value
        case .role(let name): return brief.roles.firstIndex(of: name) == 0
        case .not(let inner): return holds(inner, brief, isOwn: isOwn).map { !$0 }
        case .and(let left, let right):
            let sides = [holds(left, brief, isOwn: isOwn), holds(right, brief, isOwn: isOwn)]
            return sides.contains(false) ? false : sides.contains(nil) ? nil : true
        case .or(let left, let right):
            let sides = [holds(left, brief, isOwn: isOwn), holds(right, brief, isOwn: isOwn)]
            return sides.contains(true) ? true : sides.contains(nil) ? nil : false
        case .compare(let comparison, let left, let right):
            guard isMe(left) || isMe(right) else { return nil }
            return comparison == .equal ? isOwn : comparison == .notEqual ? !isOwn : nil
        default: return nil
        }
    }

    private static func isMe(_ expression: Expression) -> Bool {
        if case .me = expression.kind { return true }
        return false
    }
}
