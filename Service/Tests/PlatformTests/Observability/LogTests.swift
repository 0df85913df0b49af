import HTTPTypes
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Platform

@Suite struct LogTests {
    final class Lines: Sendable {
        let text = Mutex("")
    }

    func log(_ write: (inout Logger) -> Void) throws -> JSON {
        let lines = Lines()
        var logger = Logger(label: "service") { label in
            JSONLogHandler(label: label, now: { Timestamp(milliseconds: 0) }) { line in
                lines.text.withLock { $0 += String(buffer: line) }
            }
        }
        write(&logger)
        let text = lines.text.withLock { $0 }
        #expect(text.last == "\n")
        return try JSON(parsing: text)
    }

    @Test func anEntryIsOneLineOfJSON() throws {
        let entry = try log { logger in
            logger[metadataKey: "request_id"] = "r\n1"
            logger.warning(
                "a \"message\"",
                metadata: [
                    "list": ["a", "b"], "map": ["k": "v"], "count": .stringConvertible(3),
                    "ms": .stringConvertible(1.5),
                ])
        }
        #expect(entry["time"] == .string("1970-01-01T00:00:00.000Z"))
        #expect(entry["level"] == .string("warning"))
        #expect(entry["logger"] == .string("service"))
        #expect(entry["message"] == .string("a \"message\""))
        #expect(entry["request_id"] == .string("r\n1"))
        #expect(entry["list"] == .array([.string("a"), .string("b")]))
        #expect(entry["map"]?["k"] == .string("v"))
        #expect(entry["count"] == .number("3"))
        #expect(entry["ms"] == .number("1.5"))
    }

    @Test func lowerLevelsAreLeftOut() throws {
        let entry = try log { logger in
            logger.debug("unseen")
            logger.info("seen")
            #expect(logger[metadataKey: "x"] == nil)
        }
        #expect(entry["message"] == .string("seen"))
    }

    @Test func eachRequestIsLoggedOnceWithoutItsQueryOrToken() async throws {
        let fixture = try PipelineFixture([.echo(query: ["q"])])
        _ = await fixture.send("GET", "/things/1?q=secret", ["Authorization": "Bearer ann"])
        let lines = fixture.log.lines.filter { $0.contains("info request") }
        #expect(lines.count == 1)
        #expect(lines[0].contains("/things/1"))
        #expect(!lines[0].contains("secret"))
        #expect(!lines[0].contains("ann"))
    }

    @Test func aTraceIsTakenUp() {
        let trace = TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        #expect(trace?.trace == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(trace?.parent == "00f067aa0ba902b7")
    }

    @Test(arguments: [
        "", "00-x-y-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
    ])
    func aBrokenTraceIsNone(_ header: String) { #expect(TraceContext(header) == nil) }

    @Test func aRequestsTraceReachesTheLog() async throws {
        let fixture = try PipelineFixture([
            Endpoint("Thing.log", .get, "/log", authentication: .none) { call in
                #expect(call.logger[metadataKey: "trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736")
                #expect(call.logger[metadataKey: "request_id"] == "id-1")
                return .noContent
            }
        ])
        let trace = ["traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]
        #expect(await fixture.send("GET", "/log", trace).status == .noContent)
    }
}
