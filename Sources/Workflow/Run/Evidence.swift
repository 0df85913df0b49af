/// What was run, and what was read from it. The output itself lies in the evidence store under its hash.
public struct Evidence: Sendable, Hashable, Codable {
    public var argv: [String]
    /// Name and version of what measured: `swift 6.3.1`.
    public var tool: String
    /// The git tree that was measured; nil where there is none yet.
    public var tree: String?
    public var exitStatus: Int
    /// SHA-256 of the output.
    public var output: String
    /// The figure read from it, if any.
    public var figure: Double?
    public var note: String

    public init(
        argv: [String], tool: String, tree: String? = nil, exitStatus: Int, output: String, figure: Double? = nil,
        note: String = ""
    ) {
        self.argv = argv
        self.tool = tool
        self.tree = tree
        self.exitStatus = exitStatus
        self.output = output
        self.figure = figure
        self.note = note
    }
}

/// A deliverable's place in the memory: the key says whose it is, the hash which content.
public struct DeliverableReference: Sendable, Hashable, Codable {
    /// `openapi`, or `tests:User.create`.
    public var name: String
    /// `api-development/{api}/phase-{n}/{role}/{name}`.
    public var key: String
    /// SHA-256 of the content.
    public var hash: String
}

/// A commit of the service's repository.
public struct Commit: Sendable, Hashable, Codable {
    public var id: String
    public var tree: String

    public init(id: String, tree: String) {
        self.id = id
        self.tree = tree
    }
}

/// Somebody's consent to a phase's deliverables.
public struct Approval: Sendable, Hashable, Codable {
    public var who: String
    /// How it was given: `--yes`, `terminal`, `fivegate approve`.
    public var how: String
    /// The digest of the deliverables that were approved; see `RunState.digest(of:files:)`.
    public var subject: String

    public init(who: String, how: String, subject: String) {
        self.who = who
        self.how = how
        self.subject = subject
    }
}

/// What became of a criterion in this run.
public struct CriterionResult: Sendable, Hashable, Codable {
    public var criterion: Criterion
    public var verdict: Verdict
    public var value: Double?
    /// Why it was not measured, or what failed and where.
    public var note: String
    public var evidence: [Evidence]
}
