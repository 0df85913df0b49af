import Foundation
import Glibc

/// A service small enough to be released dozens of times in a test, and the load on its door.
///
///     TinyServer serve                   as a service's Server: PORT, STATE_DIR, APP_VERSION; Public/fault says what is wrong
///     TinyServer migrate up              writes down that it migrated
///     TinyServer load PORT RATE          reads and writes through a door until SIGTERM; prints what came of them
@main struct TinyServer {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        let arguments = CommandLine.arguments
        switch arguments.dropFirst().first {
        case "serve": Service().serve()
        case "migrate": exit(0)
        case "load" where arguments.count == 4:
            Load(port: UInt16(arguments[2]) ?? 0, rate: Double(arguments[3]) ?? 100).run()
        default:
            FileHandle.standardError.write(Data("usage: TinyServer serve | migrate up | load PORT RATE\n".utf8))
            exit(64)
        }
    }
}
