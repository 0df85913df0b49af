import Release
import Testing

struct VersionTests {
    @Test func twoBuildsOfOneCommitAreDifferentVersions() {
        #expect(Version(commit: "c", digest: "1") != Version(commit: "c", digest: "2"))
    }
}
