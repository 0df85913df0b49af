import Glibc

/// Ports for instances, below those that the system gives to outgoing connections (from 32768 on): one of these could
/// take an instance's port while it is started again.
enum InstancePort {
    static let range = 20_000..<32_000

    /// A port on 127.0.0.1 that nobody listens on; nil when none is free.
    static func free() -> Int? {
        let start = Int.random(in: range)
        return (0..<range.count).lazy.map { range.lowerBound + (start - range.lowerBound + $0) % range.count }
            .first(where: isFree)
    }

    static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // As servers do: a connection that lingers does not hold the port.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
