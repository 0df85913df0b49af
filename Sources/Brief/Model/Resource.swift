/// A kind of thing the API holds: a table, its endpoints and its rules.
public struct Resource: Sendable, Equatable {
    public enum Operation: String, Sendable, CaseIterable { case list, get, create, update, delete }

    public enum Deletion: Sendable, Equatable {
        case hard
        /// Invisible at once, purged after this time.
        case soft(Seconds)
    }

    public var name: String
    /// Below the base path: `/users`, `/articles/{slug}/comments`.
    public var path: String
    /// The unique field used in paths: `id` unless declared.
    public var key: String
    public var operations: [Operation]
    /// Declared fields in the brief's order; `id`, `createdAt`, `updatedAt` are implied (see `implicitFields`), unless
    /// the brief declares `id: int`.
    public var fields: [Field]
    /// One entry a granted operation or action; what is not here is denied.
    public var permissions: [Permission]
    public var fieldGuards: [FieldGuard]
    public var listing: Listing
    public var actions: [Action]
    public var deletion: Deletion
    /// A write without `If-Match` answers 428.
    public var requiresIfMatch: Bool
    /// Names of operations and actions that are written to the audit log.
    public var audited: [String]

    public init(
        name: String, path: String, key: String = "id", operations: [Operation] = Operation.allCases,
        fields: [Field] = [], permissions: [Permission] = [], fieldGuards: [FieldGuard] = [],
        listing: Listing = .init(), actions: [Action] = [], deletion: Deletion = .hard, requiresIfMatch: Bool = false,
        audited: [String] = []
    ) {
        self.name = name
        self.path = path
        self.key = key
        self.operations = operations
        self.fields = fields
        self.permissions = permissions
        self.fieldGuards = fieldGuards
        self.listing = listing
        self.actions = actions
        self.deletion = deletion
        self.requiresIfMatch = requiresIfMatch
        self.audited = audited
    }
}

/// `get: me = self or support`. `read` and `write` are already spread to the operations they name.
public struct Permission: Sendable, Equatable {
    /// An operation's or action's name: `get`, `suspend`.
    public var operation: String
    public var rule: Expression

    public init(operation: String, rule: Expression) {
        self.operation = operation
        self.rule = rule
    }
}

/// `update.role: admin and me != self`: who may write one field.
public struct FieldGuard: Sendable, Equatable {
    /// `create` or `update`.
    public var operation: Resource.Operation
    public var field: String
    public var rule: Expression

    public init(operation: Resource.Operation, field: String, rule: Expression) {
        self.operation = operation
        self.field = field
        self.rule = rule
    }
}

/// `POST path/{key}/name`.
public struct Action: Sendable, Equatable {
    public struct Assignment: Sendable, Equatable {
        public var field: String
        public var value: Expression

        public init(field: String, value: Expression) {
            self.field = field
            self.value = value
        }
    }

    public var name: String
    /// Else 409.
    public var when: Expression?
    public var input: [Field]
    public var assignments: [Assignment]
    /// `then: [revoke sessions]`.
    public var revokesSessions: Bool

    public init(
        name: String, when: Expression? = nil, input: [Field] = [], assignments: [Assignment] = [],
        revokesSessions: Bool = false
    ) {
        self.name = name
        self.when = when
        self.input = input
        self.assignments = assignments
        self.revokesSessions = revokesSessions
    }
}
