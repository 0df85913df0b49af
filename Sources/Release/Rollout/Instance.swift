import Processes

/// A process that serves a version.
public struct Instance: Sendable, Hashable, Codable {
    public var process: ChildIdentity
    /// On 127.0.0.1.
    public var port: Int

    public init(process: ChildIdentity, port: Int) {
        self.process = process
        self.port = port
    }
}

/// A version in its slot, with its instance once that was started.
public struct Placement: Sendable, Hashable, Codable {
    public var version: Version
    public var slot: Slot
    public var instance: Instance?

    public init(version: Version, slot: Slot, instance: Instance? = nil) {
        self.version = version
        self.slot = slot
        self.instance = instance
    }
}
