import Processes
import Proving

/// What was measured of a service in this run. Several criteria read one measurement, and a task and the gate behind it look
/// at the same code: as long as that has not changed, it is not measured again.
public actor Measurements {
    private let supervisor: Supervisor
    private var known: [String: (code: String, value: any Sendable)] = [:]

    init(_ supervisor: Supervisor) { self.supervisor = supervisor }

    /// - Parameter name: of what is measured.
    /// - Throws: what `measure` throws; nothing is kept then.
    func value<Value: Sendable>(
        _ name: String, of workspace: String, measure: @Sendable () async throws -> Value
    ) async throws -> Value {
        let code = try await GitTree.code(of: workspace, supervisor)
        if let (of, value) = known[name], of == code, let value = value as? Value { return value }
        let value = try await measure()
        known[name] = (code, value)
        return value
    }
}
