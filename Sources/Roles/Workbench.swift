import Foundation
import Processes
import Proving
import Workflow

/// What roles and instruments of one run work with.
public struct Workbench: Sendable {
    /// What its measurements and its release need to be told.
    public struct Options: Sendable {
        /// Seconds of a constant load.
        public var loadSeconds = 20.0
        /// How often at most a load is measured again that the generator itself spoilt.
        public var loadAttempts = 3
        /// The front door's port on 127.0.0.1; nil: of the door that is open, or 8080.
        public var port: Int?
        /// The `fivegate` command, which supervises what is released.
        public var executable: String
        /// Asks whether a phase may go on, of what; nil: it may not.
        public var approve: @Sendable (String, String) async -> Approval?

        public init(
            port: Int? = nil, executable: String = "fivegate",
            approve: @escaping @Sendable (String, String) async -> Approval? = { _, _ in nil }
        ) {
            self.port = port
            self.executable = executable
            self.approve = approve
        }
    }

    public let project: Project
    public let toolbox: Toolbox
    public let builds: Builds
    public let options: Options
    let measurements: Measurements

    public init(project: Project, supervisor: Supervisor, options: Options = Options()) {
        self.project = project
        self.options = options
        toolbox = Toolbox(supervisor)
        builds = Builds(supervisor)
        measurements = Measurements(supervisor)
    }

    var supervisor: Supervisor { toolbox.supervisor }
    var runner: TestRunner { TestRunner(supervisor) }

    /// Who performs a role when nobody else was asked to.
    public func agent(for role: Role) -> any Agent {
        switch role {
        case .productManager: ProductManager(project: project)
        case .systemArchitect: SystemArchitect(project: project)
        case .databaseArchitect: DatabaseArchitect(bench: self)
        case .qaEngineer: QAEngineer(bench: self)
        case .backendDeveloper: BackendDeveloper(bench: self)
        case .devopsEngineer: DevopsEngineer(bench: self)
        case .tester: Tester(bench: self)
        case .codeReviewer: CodeReviewer(bench: self)
        case .securitySpecialist: SecuritySpecialist(bench: self)
        case .performanceAnalyst: PerformanceAnalyst(bench: self)
        case .apiDocumentationSpecialist: APIDocumentationSpecialist(bench: self)
        case .productionValidator: ProductionValidator()
        case .performanceMonitor: PerformanceMonitor(bench: self)
        }
    }
}

extension TaskFailure {
    /// The workflow names a task that this role has never heard of.
    static func unknown(_ task: PlannedTask) -> TaskFailure {
        TaskFailure("the built-in \(task.role.rawValue) does not know the task \(task.definition)")
    }
}
