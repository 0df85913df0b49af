import Synchronization

/// A value that is made when it is first asked for, and kept. Whoever asks meanwhile waits.
public final class Once<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    public init() {}

    /// - Parameter make: makes the value; must not ask for it itself.
    public func value(_ make: () -> Value) -> Value {
        kept.withLock { kept in
            if let kept { return kept }
            let value = make()
            kept = value
            return value
        }
    }
}
