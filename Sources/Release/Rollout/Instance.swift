import Processes

/// What serves a version.
public enum Instance: Sendable, Hashable, Codable {
    /// A process of this machine; the port is on 127.0.0.1.
    case process(ChildIdentity, port: Int)
    /// A deployment of a cluster. `start` names one start of it: its pods carry it, and whoever starts it anew replaces them.
    case deployment(String, start: String)

    public init(process: ChildIdentity, port: Int) { self = .process(process, port: port) }

    /// Nil: it is no process of this machine.
    public var process: ChildIdentity? { if case .process(let process, _) = self { process } else { nil } }
    /// On 127.0.0.1.
    public var port: Int? { if case .process(_, let port) = self { port } else { nil } }
}

extension Instance: CustomStringConvertible {
    /// For people: `process 17`, `deployment users-green`.
    public var description: String {
        switch self {
        case .process(let process, _): "process \(process.pid)"
        case .deployment(let name, _): "deployment \(name)"
        }
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
