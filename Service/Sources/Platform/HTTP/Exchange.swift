import HTTPTypes
import Logging

/// What is known of a request before it is routed: its id, its trace, when and from where it came.
struct Exchange: Sendable {
    let id: String
    let address: String
    let now: Timestamp
    let logger: Logger

    init(_ head: HTTPRequest, address: String, _ services: Services) {
        id = head.headerFields[.requestID].flatMap(Self.usable) ?? services.newID()
        self.address = address
        now = services.now()
        var logger = services.logger
        logger[metadataKey: "request_id"] = .string(id)
        if let trace = head.headerFields[.traceParent].flatMap(TraceContext.init) {
            logger[metadataKey: "trace_id"] = .string(trace.trace)
            logger[metadataKey: "parent_id"] = .string(trace.parent)
        }
        self.logger = logger
    }

    func logAccess(
        _ head: HTTPRequest, path: Substring, route: String, status: Int, bytes: Int, _ elapsed: Duration
    ) {
        logger.info(
            "request",
            metadata: [
                "method": .string(head.method.rawValue), "path": .string(String(path)), "route": .string(route),
                "status": .stringConvertible(status), "bytes": .stringConvertible(bytes), "client": .string(address),
                "ms": .stringConvertible(elapsed.microseconds / 1000),
            ])
    }

    /// A client's own id is kept when it can do no harm in a log or a header.
    private static func usable(_ id: String) -> String? {
        let isPlain = id.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
        }
        return isPlain && (1...128).contains(id.utf8.count) ? id : nil
    }
}

extension Duration {
    var microseconds: Double {
        Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
    }
}
