import Foundation
import Processes
import Proving
import Workflow

/// What roles and instruments of one run work with.
public struct Workbench: Sendable {
    public let project: Project
    public let toolbox: Toolbox
    public let builds: Builds

    public init(project: Project, supervisor: Supervisor) {
        self.project = project
        toolbox = Toolbox(supervisor)
        builds = Builds(supervisor)
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
        case .devopsEngineer: DevopsEngineer(project: project)
        case .tester: Tester(bench: self)
        case .codeReviewer: CodeReviewer(bench: self)
        case .securitySpecialist: SecuritySpecialist(bench: self)
        case .performanceAnalyst, .apiDocumentationSpecialist, .productionValidator, .performanceMonitor: UnbuiltRole()
        }
    }
}

/// A role whose tasks belong to phases that are not built yet. The engine stops before them; this says so to whoever asks
/// all the same.
struct UnbuiltRole: Agent {
    func perform(_ assignment: Assignment) async throws -> TaskResult {
        throw TaskFailure("\(assignment.task.id) (\(assignment.task.role.rawValue)) is not supported yet")
    }
}

extension TaskFailure {
    /// The workflow names a task that this role has never heard of.
    static func unknown(_ task: PlannedTask) -> TaskFailure {
        TaskFailure("the built-in \(task.role.rawValue) does not know the task \(task.definition)")
    }
}
