import Foundation
import Testing
import Workflow

@testable import Release

@Suite struct GoNoGoTests {
    private func gate(_ criterion: String, _ verdict: Verdict, _ value: Double? = nil) throws -> GateLine {
        let value = value.map { ",\"value\":\($0)" } ?? ""
        let json =
            "{\"phase\":\"implementation\",\"criterion\":\"\(criterion)\",\"verdict\":\"\(verdict.rawValue)\",\"threshold\":\"> 90\",\"unit\":\"%\",\"note\":\"\",\"evidence\":[]\(value)}"
        return try JSONDecoder().decode(GateLine.self, from: Data(json.utf8))
    }

    @Test func `All criteria passed is GO`() throws {
        let decision = try GoNoGo([gate("a", .pass, 95), gate("b", .pass, 91)], workspace: "w")
        #expect(decision.isGo)
        #expect(decision.lines == ["GO: 2 of 2 criteria pass"])
    }

    @Test func `A failed and an unmeasured criterion are blockers, with the commands that show them`() throws {
        let decision = try GoNoGo(
            [gate("a", .pass, 95), gate("coverage", .fail, 88.5), gate("load", .notMeasured)], workspace: "build/w")
        #expect(!decision.isGo)
        #expect(
            decision.lines
                == [
                    "NO-GO: 1 of 3 criteria pass", "  coverage: 88.5 %, should be > 90",
                    "    see: fivegate evidence coverage -C build/w", "  load: not measured",
                    "    see: fivegate evidence load -C build/w",
                ].reduce(into: [String]()) { lines, line in
                    if line.hasPrefix("    see") { lines[lines.count - 1] += "\n" + line } else { lines.append(line) }
                })
    }

    @Test func `Nothing measured is NO-GO`() {
        #expect(!GoNoGo([], workspace: "w").isGo)
    }
}
