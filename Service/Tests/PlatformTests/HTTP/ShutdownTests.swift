import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import Platform

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite struct ShutdownTests {
    @Test func whatIsUnderWayIsFinished() async throws {
        let (started, isStarted) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let slow = Endpoint("Thing.slow", .get, "/slow", authentication: .none) { _ in
            isStarted.yield()
            for await _ in released { break }
            return .text("done")
        }
        let fixture = try PipelineFixture([slow])
        let application = Application(
            responder: fixture.pipeline, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: fixture.services.logger)
        let group = ServiceGroup(configuration: .init(services: [application], logger: fixture.services.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let number = try #require(await ports.first { _ in true })
            let url = try #require(URL(string: "http://127.0.0.1:\(number)/slow"))
            async let answer = URLSession.shared.data(from: url)
            for await _ in started { break }
            await group.triggerGracefulShutdown()
            release.yield()
            let (body, response) = try await answer
            #expect(String(decoding: body, as: UTF8.self) == "done")
            #expect((response as? HTTPURLResponse)?.statusCode == 200)
            try await tasks.waitForAll()
        }
    }
}
