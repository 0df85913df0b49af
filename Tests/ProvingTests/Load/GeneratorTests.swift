import Foundation
import Histogram
import NIOCore
import NIOHTTP1
import Testing

@testable import Proving

/// Against real servers on loopback; bounds are wide, since other work may keep the machine busy.
@Suite(.serialized) struct GeneratorTests {
    private func generator(
        _ server: LoopbackServer, method: String = "GET", body: String? = nil, expected: [Int] = [200],
        _ change: (inout LoadOptions) -> Void = { _ in }
    ) -> LoadGenerator {
        let target = LoadTarget(host: "127.0.0.1", port: server.port)
        var options = LoadOptions()
        change(&options)
        let request = LoadRequest(
            method, "/things?limit=2", host: target.authority, body: body.map { Array($0.utf8) }, expected: expected)
        return LoadGenerator(target, LoadMix([LoadEndpoint("things", .cycle([request]))]), options)
    }

    /// What a server does with its n-th request.
    private struct Deeds: Sendable {
        let deed: @Sendable (Int) -> LoopbackServer.Deed
        static func each(_ deed: @escaping @Sendable (Int) -> LoopbackServer.Deed) -> Deeds { Deeds(deed: deed) }
    }

    private func serving<Value>(
        _ deeds: Deeds, _ body: (LoopbackServer) async throws -> Value
    ) async throws -> Value {
        let server = try await LoopbackServer { number, _, _ in deeds.deed(number) }
        do {
            let value = try await body(server)
            try await server.stop()
            return value
        } catch {
            try? await server.stop()
            throw error
        }
    }

    @Test("every request leaves once and is answered, on a few connections") func answers() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            let measurement = try await generator(server).run([LoadStage(rate: 500, seconds: 1)])
            #expect(measurement.requests == 500)
            #expect(measurement.failures == 0)
            #expect(measurement.all.statuses == [200: 500])
            #expect(server.requests == 500)
            #expect(measurement.seconds.reduce(0) { $0 + $1.completed } == 500)
            #expect(measurement.seconds.reduce(0) { $0 + $1.due } == 500)
            #expect(measurement.total.connections == server.mostOpen)
            #expect(measurement.elapsed >= 0.99)
        }
    }

    @Test("where it is counted by address, each request comes from an address of its own") func addresses() async throws
    {
        try await serving(.each { _ in .answer(200) }) { server in
            var target = LoadTarget(host: "127.0.0.1", port: server.port)
            target.isCalledFromManyAddresses = true
            let request = LoadRequest("GET", "/", host: target.authority, expected: [200])
            let generator = LoadGenerator(target, LoadMix([LoadEndpoint("things", .cycle([request]))]))
            let measurement = try await generator.run([LoadStage(rate: 200, seconds: 1)])
            #expect(measurement.requests == 200 && measurement.failures == 0)
            #expect(server.askers.count == 200)
        }
    }

    @Test("a mix of nothing asks nothing, which is no pass") func nothing() async throws {
        let target = LoadTarget(host: "127.0.0.1", port: 1)
        let measurement = try await LoadGenerator(target, LoadMix([])).run([LoadStage(rate: 50, seconds: 0.1)])
        #expect(measurement.requests == 0 && measurement.dropped == 5)
        #expect(!LoadValidity(measurement).isValid)
    }

    @Test("a server that is frozen for 1.4 s is charged for all requests that were meant to start meanwhile")
    func frozen() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            server.freeze(after: .milliseconds(800), for: 1.4)
            let measurement = try await generator(server).run([LoadStage(rate: 200, seconds: 4)])
            #expect(measurement.requests == 800)
            #expect(measurement.failures == 0)
            // 280 of 800 requests had to wait, evenly between 0 and 1.4 s: a closed loop would have seen a handful.
            let all = measurement.all.latencies
            #expect(measurement.latency(100) >= 1380)
            #expect(all.count(within: 100_000...10_000_000) >= 240)
            #expect(measurement.latency(95) >= 1000)
            #expect(measurement.latency(50) < 700)
        }
    }

    @Test("no more than a server's capacity is measured, and what waits is charged") func capacity() async throws {
        let server = try await LoopbackServer(oneEach: 2_000_000)
        let within = try await generator(server).run([LoadStage(rate: 250, seconds: 1)])
        let beyond = try await generator(server).run([LoadStage(rate: 1000, seconds: 2)])
        try await server.stop()
        #expect(within.requests == 250)
        #expect(within.latency(50) < 200)
        #expect(beyond.achievedRate <= 520)
        // At the end of two seconds a thousand requests wait: two more seconds.
        #expect(beyond.latency(95) >= 1500)
    }

    @Test("429 and 500 are failures, and so is every other status that was not expected") func statuses() async throws {
        try await serving(
            .each { $0.isMultiple(of: 10) ? .answer(429) : $0.isMultiple(of: 25) ? .answer(500) : .answer(201) }
        ) {
            server in
            let measurement = try await generator(server, method: "POST", body: "{}", expected: [201]).run([
                LoadStage(rate: 500, seconds: 1)
            ])
            #expect(measurement.all.statuses == [429: 50, 500: 10, 201: 440])
            #expect(measurement.failures == 60)
            #expect(measurement.errorRate == 0.12)
        }
    }

    @Test("a connection closed without an answer is a failure, and another takes its place") func hangUp() async throws
    {
        try await serving(.each { $0.isMultiple(of: 20) ? .hangUp : .answer(200) }) { server in
            let measurement = try await generator(server).run([LoadStage(rate: 200, seconds: 1)])
            #expect(measurement.requests == 200)
            #expect(measurement.failures == 10)
            #expect(measurement.all.errors.values.reduce(0, +) == 10)
            #expect(measurement.all.statuses == [200: 190])
        }
    }

    @Test("half an answer is a failure") func halfAnswer() async throws {
        try await serving(.each { $0 == 7 ? .nonsense : .answer(200) }) { server in
            let measurement = try await generator(server).run([LoadStage(rate: 100, seconds: 0.5)])
            #expect(measurement.requests == 50)
            #expect(measurement.failures == 1)
        }
    }

    @Test("a server that is killed makes every later request fail, and the run ends") func killed() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            server.kill(after: .milliseconds(500))
            let measurement = try await generator(server).run([LoadStage(rate: 200, seconds: 2)])
            #expect(measurement.requests == 400)
            #expect(measurement.failures >= 200)
            #expect(measurement.failures < 400)
            #expect((measurement.all.errors["connection refused"] ?? 0) > 100)
        }
    }

    @Test("where nobody listens, every request fails") func refused() async throws {
        let port = try await serving(.each { _ in .answer(200) }) { $0.port }
        let target = LoadTarget(host: "127.0.0.1", port: port)
        let request = LoadRequest("GET", "/", host: target.authority, expected: [200])
        let measurement = try await LoadGenerator(target, LoadMix([LoadEndpoint("a", .cycle([request]))])).run([
            LoadStage(rate: 100, seconds: 0.5)
        ])
        #expect(measurement.requests == 50)
        #expect(measurement.all.errors == ["connection refused": 50])
    }

    @Test("what is not answered in time fails, from its intended start, while it waits for a connection too")
    func timeout() async throws {
        try await serving(.each { _ in .silence }) { server in
            let measurement = try await generator(server) {
                $0.timeout = .milliseconds(300)
                $0.connections = 5
            }.run([LoadStage(rate: 100, seconds: 0.5)])
            #expect(measurement.requests == 50)
            #expect(measurement.all.errors == ["timed out": 50])
            #expect(Double(measurement.all.latencies.min) / 1000 >= 300)
        }
    }

    @Test("no more connections are open than allowed, and what finds none is dropped when the backlog is full")
    func limits() async throws {
        let server = try await LoopbackServer { _, _, _ in .late(100_000_000) }
        let measurement = try await generator(server) {
            $0.connections = 4
            $0.warm = 4
            $0.backlog = 3
        }.run([LoadStage(rate: 200, seconds: 1)])
        let most = server.mostOpen
        try await server.stop()
        #expect(most == 4)
        #expect(measurement.dropped > 100)
        #expect(measurement.requests + measurement.dropped == 200)
        #expect(!LoadValidity(measurement).isValid)
    }

    @Test("answers that end with the connection, come in chunks or have no body are read") func kinds() async throws {
        for deed in [
            LoopbackServer.Deed.answer(200, headers: [("Connection", "close")]),
            .answer(200, body: "long", headers: [("Transfer-Encoding", "chunked")]), .answer(204),
        ] {
            try await serving(.each { _ in deed }) { server in
                let measurement = try await generator(server, expected: [200, 204]).run([
                    LoadStage(rate: 100, seconds: 0.3)
                ])
                #expect(measurement.requests == 30)
                #expect(measurement.failures == 0)
            }
        }
        try await serving(.each { _ in .answer(200) }) { server in
            let measurement = try await generator(server, method: "HEAD").run([LoadStage(rate: 100, seconds: 0.3)])
            #expect(measurement.all.statuses == [200: 30])
        }
    }

    @Test("method, path, headers and body arrive as they were meant") func arrives() async throws {
        let server = try await LoopbackServer { _, head, body in
            let isMeant =
                head.method == .PATCH && head.uri == "/things?limit=2" && body == #"{"a":"é"}"#
                && head.headers["Host"].count == 1
            return .answer(isMeant ? 200 : 400)
        }
        let measurement = try await generator(server, method: "PATCH", body: #"{"a":"é"}"#).run([
            LoadStage(rate: 100, seconds: 0.3)
        ])
        try await server.stop()
        #expect(measurement.all.statuses == [200: 30])
    }

    @Test("several loops share the schedule") func loops() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            let measurement = try await generator(server) { $0.loops = 3 }.run([LoadStage(rate: 301, seconds: 1)])
            #expect(measurement.requests == 301)
            #expect(measurement.processor.count == 3)
            #expect(measurement.processor.allSatisfy { $0 > 0 && $0 < 1 })
        }
    }

    @Test("a run that is cancelled stops at once and answers what was measured") func cancelled() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            let generator = generator(server)
            let (seconds, told) = AsyncStream<LoadSecond>.makeStream()
            let run = Task {
                try await generator.run([LoadStage(rate: 100, seconds: 600)]) { told.yield($0) }
            }
            for await _ in seconds { break }
            run.cancel()
            let measurement = try await run.value
            #expect(measurement.isInterrupted)
            #expect(measurement.requests > 0)
            #expect(measurement.failures == 0)
            #expect(measurement.elapsed < 60)
        }
    }

    @Test("what can be asked only once is asked once, then the first endpoint stands in") func once() async throws {
        try await serving(.each { _ in .answer(200) }) { server in
            let target = LoadTarget(host: "127.0.0.1", port: server.port)
            let request = { LoadRequest("GET", $0, host: target.authority, expected: [200]) }
            let mix = LoadMix([
                LoadEndpoint("list", .cycle([request("/a")])),
                LoadEndpoint("delete", weight: 9, .once((0..<10).map { request("/\($0)") })),
            ])
            let measurement = try await LoadGenerator(target, mix).run([LoadStage(rate: 100, seconds: 1)])
            #expect(measurement.total.tallies[1]?.requests == 10)
            #expect(measurement.total.tallies[0]?.requests == 90)
            #expect(measurement.total.replaced > 50)
        }
    }

    @Test("the highest rate found is not above the server's capacity") func stress() async throws {
        let server = try await LoopbackServer(oneEach: 2_000_000)
        let generator = generator(server)
        let question = LoadReport.Question(
            title: "queue", target: generator.target.url, profile: .stress, rate: 100, seconds: 0.5,
            thresholds: [Threshold(.duration, .percentile(95), .less, 100)])
        let report = try await LoadRun(generator, question).report()
        try await server.stop()
        let stress = try #require(report.stress)
        // Half a second beyond 600 a second already waits for 100 ms.
        #expect(stress.steps.count >= 4)
        #expect((stress.highestRate ?? 0) < 640)
        #expect((stress.highestRate ?? 0) > 300 || stress.steps.contains { $0.finding == .invalid })
        #expect(report.labels.contains { $0.hasPrefix("short") })
    }

    @Test("processor time and memory of a process are read") func watch() throws {
        let watch = ServerWatch(pid: ProcessInfo.processInfo.processIdentifier)
        let first = try #require(watch.sample())
        #expect(first.bytes > 1 << 20)
        #expect(try #require(watch.sample()).seconds >= first.seconds)
        #expect(ServerWatch(pid: .max).sample() == nil)
    }
}
