/// The workflow as data: its phases in order. Loaded from YAML, see `Workflow.load`.
public struct Workflow: Sendable, Hashable, Codable {
    public var phases: [Phase]

    public init(phases: [Phase]) { self.phases = phases }

    /// The phase of that name.
    public func phase(_ id: String) -> Phase? { phases.first { $0.id == id } }

    /// A digest that names this workflow in a run's journal.
    public var digest: String { SHA256Digest.of(CanonicalJSON.encode(self)) }
}

/// One of the workflow's phases: tasks, and a gate that closes it.
public struct Phase: Sendable, Hashable, Codable {
    /// Counted from 1; part of the deliverables' keys in the memory.
    public var number: Int
    /// `planning`.
    public var id: String
    public var title: String
    public var topology: Topology
    /// Whether Fivegate can perform it. One that is not built is listed, and never started or reported as done.
    public var isBuilt: Bool
    public var tasks: [TaskDefinition]
    /// The gate: empty only in a phase that is not built.
    public var gate: [Criterion]

    public init(
        number: Int, id: String, title: String, topology: Topology, isBuilt: Bool = true, tasks: [TaskDefinition],
        gate: [Criterion] = []
    ) {
        self.number = number
        self.id = id
        self.title = title
        self.topology = topology
        self.isBuilt = isBuilt
        self.tasks = tasks
        self.gate = gate
    }
}

/// A piece of a phase that one role performs.
public struct TaskDefinition: Sendable, Hashable, Codable {
    /// Unique in its phase: `openapi`.
    public var id: String
    public var role: Role
    /// The deliverables it is made from.
    public var needs: [String]
    /// The deliverables it hands on; each is produced by one task of the workflow.
    public var produces: [String]
    public var exclusive: Exclusive?
    /// What it is repeated for (`endpoint`), item by item; nil for a single task.
    public var forEach: String?
    /// In a star: whether it comes last and reads what the others made.
    public var isCoordinator: Bool
    /// How often it may be tried.
    public var attempts: Int
    /// What an external agent is told.
    public var instructions: String

    public init(
        id: String, role: Role, needs: [String] = [], produces: [String] = [], exclusive: Exclusive? = nil,
        forEach: String? = nil, isCoordinator: Bool = false, attempts: Int = 3, instructions: String = ""
    ) {
        self.id = id
        self.role = role
        self.needs = needs
        self.produces = produces
        self.exclusive = exclusive
        self.forEach = forEach
        self.isCoordinator = isCoordinator
        self.attempts = attempts
        self.instructions = instructions
    }
}
