import Dispatch

extension Array where Element: Sendable {
    /// `map` on all cores, for pure work: the result is the same, in the same order.
    public func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { results, initialized in
            // Each iteration writes its own place, and `concurrentPerform` returns after the last.
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: count) { index in
                results.initializeElement(at: index, to: transform(self[index]))
            }
            initialized = count
        }
    }
}
