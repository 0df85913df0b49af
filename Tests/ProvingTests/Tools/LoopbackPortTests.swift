import Glibc
import Testing

@testable import Proving

@Suite struct LoopbackPortTests {
    @Test func `Who listens on a port is named`() throws {
        let port = try ServerProcess.freePort()
        #expect(LoopbackPort.holder(of: port) == nil)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 && listen(descriptor, 1) == 0
            }
        }
        try #require(bound)
        #expect(LoopbackPort.holder(of: port)?.hasSuffix("(process \(getpid()))") == true)
    }
}
