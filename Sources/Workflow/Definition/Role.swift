/// The thirteen specialists of the workflow.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case productManager = "product-manager"
    case systemArchitect = "system-architect"
    case databaseArchitect = "database-architect"
    case qaEngineer = "qa-engineer"
    case tester
    case backendDeveloper = "backend-developer"
    case codeReviewer = "code-reviewer"
    case securitySpecialist = "security-specialist"
    case performanceAnalyst = "performance-analyst"
    case apiDocumentationSpecialist = "api-documentation-specialist"
    case devopsEngineer = "devops-engineer"
    case productionValidator = "production-validator"
    case performanceMonitor = "performance-monitor"
}
