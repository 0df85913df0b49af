import Processes
import Proving

/// What was measured of a service in this run. Several criteria read one measurement, and a task and the gate behind it look
/// at the same: as long as that has not changed, it is not measured again.
public actor Measurements {
    private let supervisor: Supervisor
    private var known: [String: (key: String, value: any Sendable)] = [:]

    init(_ supervisor: Supervisor) { self.supervisor = supervisor }

    /// - Parameters:
    ///   - name: of what is measured.
    ///   - key: names what it depends on; without it the code of the server and its tests.
    /// - Throws: what `measure` throws; nothing is kept then.
    func value<Value: Sendable>(
        _ name: String, of workspace: String,
        key: @Sendable (String, Supervisor) async throws -> String = GitTree.code,
        measure: @Sendable () async throws -> Value
    ) async throws -> Value {
        let current = try await key(workspace, supervisor)
        if let (of, value) = known[name], of == current, let value = value as? Value { return value }
        let value = try await measure()
        known[name] = (current, value)
        return value
    }
}
