import Platform

/// Who may do what with a User, and when.
enum UserRules {
    /// Who may call `list`.
    static let listAllowed: Check<UserRecord> = .caller { caller in caller.role >= Role.support }

    /// Who may call `get`.
    static let getAllowed: Check<UserRecord> = .row { caller, row in
        Rule.same(caller.id, row.id)
            || caller.role >= Role.support
    }

    /// Who may call `update`.
    static let updateAllowed: Check<UserRecord> = .row { caller, row in
        Rule.same(caller.id, row.id)
            || caller.role >= Role.admin
    }

    /// Who may call `delete`.
    static let deleteAllowed: Check<UserRecord> = .row { caller, row in
        caller.role >= Role.admin
            && Rule.differ(caller.id, row.id)
    }

    /// Who may call `suspend`.
    static let suspendAllowed: Check<UserRecord> = .row { caller, row in
        caller.role >= Role.admin
            && Rule.differ(caller.id, row.id)
    }

    /// Who may call `activate`.
    static let activateAllowed: Check<UserRecord> = .caller { caller in caller.role >= Role.admin }

    /// When `suspend` is possible.
    static let suspendPossible: Check<UserRecord> = .row { _, row in Rule.same(row.status, "active") }

    /// When `activate` is possible.
    static let activatePossible: Check<UserRecord> = .row { _, row in Rule.same(row.status, "suspended") }

    /// Who may write a field in `update`.
    static let updateGuards: [String: Check<UserRecord>] = [
        "role": .row { caller, row in
            caller.role >= Role.admin
                && Rule.differ(caller.id, row.id)
        }
    ]
}
