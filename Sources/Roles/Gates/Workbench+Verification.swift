import Blueprint
import Foundation
import Proving
import Workflow

/// What is measured on the built server, each time with servers and databases of its own.
extension Workbench {
    /// The share of the test plan's scenarios that pass over HTTP.
    func scenarios(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> Reading {
        let products = try await builds.products(of: workspace)
        let stage = try await ScenarioStage(
            server: products.server, workspace: workspace, blueprint: project.blueprint, toolbox: toolbox)
        defer { stage.close() }
        return try await Scenarios.read(on: stage) { step("played \($0) of \($1) scenarios") }
    }

    /// What an attack on the service finds.
    func audit(of workspace: String, step: @escaping @Sendable (String) -> Void) async throws -> AuditReport {
        let products = try await builds.products(of: workspace)
        return try await WorkspaceAudit(
            server: products.server, workspace: workspace, brief: project.blueprint.brief, supervisor: supervisor
        ).run { step($0.title) }
    }
}
