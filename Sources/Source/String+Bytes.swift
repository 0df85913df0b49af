extension String {
    /// The UTF-8 bytes as one piece of memory, over which loops are several times as fast as over `utf8`.
    @inlinable public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return ContiguousArray(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether one of the bytes is this one.
    @inlinable public func contains(byte: UInt8) -> Bool { withBytes { $0.contains(byte) } }
}
