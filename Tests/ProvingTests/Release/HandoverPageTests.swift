import Testing

@testable import Proving

@Suite struct HandoverPageTests {
    private let folder: TemporaryFolder
    private static let page = """
        # Handover

        ## Onboarding

        See the [runbook](runbook.md).

        ## Support

        Ask.

        ## Common problems

        | a | b |

        ## Escalation

        Call.
        """

    init() throws { folder = try TemporaryFolder() }

    private func findings(_ change: (String) -> String) throws -> [String] {
        try folder.write(change(Self.page), to: "docs/handover.md")
        return HandoverPage.read(folder.path).findings
    }

    @Test func aWholePageHasNoFinding() throws {
        try folder.write("# Runbook", to: "docs/runbook.md")
        #expect(try findings { $0 } == [])
    }

    @Test func anEmptySectionAndADeadLinkAreFound() throws {
        #expect(
            try findings { $0.replacing("Call.", with: "") } == [
                "there is no section Escalation, or it is empty", "the link runbook.md leads nowhere",
            ])
    }

    @Test func noPageIsNotMeasured() { #expect(HandoverPage.read(folder.path).figure == nil) }
}
