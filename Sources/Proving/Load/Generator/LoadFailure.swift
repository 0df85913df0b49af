import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Why a request failed without an answer.
enum LoadFailure: String, Sendable {
    case timeout = "timed out"
    case refused = "connection refused"
    case unconnected = "could not connect"
    case closed = "connection closed"
    case reset = "connection reset"
    case malformed = "malformed answer"

    init(_ error: any Error, connecting: Bool) {
        // Every address of a host was tried.
        switch (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error {
        case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
            self = connecting ? .unconnected : .reset
        case is HTTPParserError: self = .malformed
        default: self = connecting ? .unconnected : .closed
        }
    }
}
