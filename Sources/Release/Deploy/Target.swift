/// Where a rollout takes place. The state machine and its driver know nothing else of it.
public protocol Target: Sendable {
    /// Makes sure that the router runs.
    func ensure(_ table: RoutingTable) async throws
    /// Brings the schema to the candidate's; refuses a change that the live version could not work with.
    func migrate(_ candidate: Placement, beside live: Placement?) async throws
    func start(_ placement: Placement) async throws -> Instance
    func awaitReady(_ placement: Placement) async throws
    /// Asks the instance directly.
    func smoke(_ placement: Placement) async throws
    func attach(_ placement: Placement) async throws
    func setWeight(_ weight: Int, of slot: Slot) async throws
    func readWeights() async throws -> [Slot: Int]
    /// All traffic to the live version, none to the other.
    func shiftBack(to live: Slot?, from slot: Slot) async throws
    /// What was counted since the start of instance and router.
    func observe(_ placement: Placement) async throws -> Sample
    /// Whether an instance still runs as it was started.
    func isRunning(_ instance: Instance) async throws -> Bool
    /// The version that answers at the front door.
    func versionAtTheDoor() async throws -> String
    /// - Returns: whether all requests ended within the time that they have.
    func drain(_ slot: Slot) async throws -> Bool
    func stop(_ placement: Placement) async throws
    /// Closes the door and ends everything that carries the release's mark, whatever the state says.
    func endAll() async throws
    /// What serves although no state tells of it: it was put there by other means, or the state was lost.
    func found() async throws -> Placement?
}

extension Target {
    /// The live version's weight is raised before the other's is taken away.
    public func shiftBack(to live: Slot?, from slot: Slot) async throws {
        if let live { try await setWeight(100, of: live) }
        try await setWeight(0, of: slot)
    }

    public func found() async throws -> Placement? { nil }
}
