import Synchronization

@testable import Platform

/// A hasher that costs nothing and counts its work.
final class CountingHasher: PasswordHasher {
    struct Counts: Equatable {
        var hashed = 0
        var verified = 0
    }

    private let state = Mutex(Counts())
    private let busy = Mutex(false)

    var counts: Counts { state.withLock { $0 } }
    var isBusy: Bool {
        get { busy.withLock { $0 } }
        set { busy.withLock { $0 = newValue } }
    }

    func hash(_ password: String) async throws -> String {
        if isBusy { throw HashingBusy() }
        state.withLock { $0.hashed += 1 }
        return "hash:" + password
    }

    func verify(_ password: String, against encoded: String) async throws -> Bool {
        if isBusy { throw HashingBusy() }
        state.withLock { $0.verified += 1 }
        return encoded == "hash:" + password
    }
}
