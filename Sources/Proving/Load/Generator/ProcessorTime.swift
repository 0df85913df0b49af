import Glibc

/// Processor time that was used, in nanoseconds (clock_gettime(2)).
enum ProcessorTime {
    /// Of the calling thread.
    static func ofThread() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Of the whole process.
    static func ofProcess() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        return clock_gettime(clock, &time) == 0 ? UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec) : 0
    }
}
