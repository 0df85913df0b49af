import Foundation
import Testing

@testable import Proving

/// Each flaw is found by its probe; without flaws nothing is. One after the other: some probes measure time.
@Suite(.serialized) struct FlawTests {
    @Test(arguments: Planted.serious) func isFoundByItsProbe(_ planted: Planted) async throws {
        let report = try await Stand.audit([planted.flaw], only: [planted.probe])
        #expect(report.findings.contains { $0.operation == planted.operation }, "\(report.findings) \(report.probes)")
        #expect(!report.isSound)
    }

    @Test(arguments: Planted.mild) func isFoundThoughItClosesNoGate(_ planted: Planted) async throws {
        let report = try await Stand.audit([planted.flaw], only: [planted.probe])
        #expect(report.findings.contains { $0.operation == planted.operation }, "\(report.findings) \(report.probes)")
    }

    @Test(arguments: Probes.names.filter { $0 != "api10.upstream" }) func aSoundServerPasses(_ probe: String)
        async throws
    {
        let report = try await Stand.audit(only: [probe])
        #expect(report.findings == [])
        #expect(report.probes.allSatisfy { $0.tried > 0 }, "\(report.probes)")
    }

    @Test(arguments: ["api1.objects", "api3.assignment", "api5.functions"])
    func refusalsWithStatus200AreNotTakenForSuccess(_ probe: String) async throws {
        let report = try await Stand.audit(errorStatus: 200, only: [probe])
        #expect(report.findings == [])
    }

    /// One flaw is one finding, however many forgeries it lets in.
    @Test(arguments: [Flaw.signatureIgnored, .algorithmNone]) func oneFlawOfTokensIsToldOnce(_ flaw: Flaw) async throws
    {
        let report = try await Stand.audit([flaw], only: ["api2.tokens"])
        #expect(report.findings.count == 1, "\(report.findings.map(\.title))")
    }

    @Test func everyFlawHasATest() {
        let planted = Set((Planted.serious + Planted.mild).map(\.flaw))
        #expect(Flaw.allCases.filter { !planted.contains($0) } == [])
    }
}
