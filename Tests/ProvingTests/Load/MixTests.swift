import NIOCore
import Testing

@testable import Proving

@Suite struct MixTests {
    private func endpoint(_ name: String, _ weight: Double) -> LoadEndpoint {
        LoadEndpoint(name, weight: weight, .cycle([LoadRequest("GET", "/\(name)", host: "h", expected: [200])]))
    }

    @Test("endpoints are called by weight, in the same order each time") func weights() {
        let mix = LoadMix([endpoint("a", 70), endpoint("b", 25), endpoint("c", 5)])
        let chosen = (0..<20_000).map(mix.endpoint)
        let counts = (0..<3).map { index in chosen.filter { $0 == index }.count }
        #expect(abs(counts[0] - 14_000) < 300)
        #expect(abs(counts[1] - 5_000) < 250)
        #expect(abs(counts[2] - 1_000) < 150)
        #expect(chosen == (0..<20_000).map(LoadMix(mix.endpoints).endpoint))
        #expect(chosen != (0..<20_000).map(LoadMix(mix.endpoints, seed: 2).endpoint))
    }

    @Test("a later run does not ask again what can be asked only once; of the rest, it is another's turn")
    func later() {
        let callers = (0..<300).map { LoadRequest("GET", "/\($0)", host: "h", expected: [200]) }
        let requests = (0..<100).map { LoadRequest("DELETE", "/\($0)", host: "h", expected: [204]) }
        let mix = LoadMix([
            LoadEndpoint("a", weight: 90, .cycle(callers)), LoadEndpoint("b", weight: 10, .once(requests)),
        ])
        let asked = (0..<200).filter { mix.endpoint(of: $0) == 1 }.count
        let later = mix.after(200)
        #expect(Set(later.endpoints[0].requests.map(\.path)) == Set(callers.map(\.path)))
        let turn = 200 - asked + (200 - asked) / 5
        #expect(later.endpoints[0].request(0)?.path == "/\(turn % 300)")
        #expect(later.endpoints[1].request(0)?.path == "/\(asked + asked / 5)")
        #expect(mix.after(100_000).endpoints[1].requests.isEmpty)
    }

    @Test("requests start k / rate after the start, stage by stage") func schedule() {
        let schedule = LoadSchedule([LoadStage(rate: 10, seconds: 1), LoadStage(rate: 100, seconds: 0.5)])
        #expect(schedule.count == 60)
        #expect(schedule.seconds == 1.5)
        #expect(schedule.offset(of: 0) == 0)
        #expect(schedule.offset(of: 9) == 900_000_000)
        #expect(schedule.offset(of: 10) == 1_000_000_000)
        #expect(schedule.offset(of: 59) == 1_490_000_000)
        #expect(LoadSchedule([]).count == 0)
    }

    @Test("a request is written once, with its length; a line break in a header begins no other") func bytes() {
        let request = LoadRequest(
            "PUT", "/a?b=c", host: "h:1", headers: [("X-Note", "a\r\nEvil: yes")],
            credentials: [("Authorization", "t")],
            body: Array("{}".utf8), expected: [200])
        #expect(
            String(buffer: request.bytes)
                == "PUT /a?b=c HTTP/1.1\r\nHost: h:1\r\nX-Note: a  Evil: yes\r\nAuthorization: t\r\n"
                + "Content-Length: 2\r\n\r\n{}")
        let get = LoadRequest("GET", "/", host: "h", expected: [200])
        #expect(String(buffer: get.bytes) == "GET / HTTP/1.1\r\nHost: h\r\n\r\n")
    }

    @Test("a URL names host and port; TLS and nonsense are refused with what to do") func target() throws {
        #expect(try LoadTarget(url: "http://127.0.0.1:8080/") == LoadTarget(host: "127.0.0.1", port: 8080))
        #expect(try LoadTarget(url: "http://[::1]:81").authority == "[::1]:81")
        #expect(try LoadTarget(url: "http://localhost").authority == "localhost")
        #expect(throws: LoadTarget.Invalid.self) { try LoadTarget(url: "https://127.0.0.1") }
        #expect(throws: LoadTarget.Invalid.self) { try LoadTarget(url: "127.0.0.1:8080") }
    }
}
