import API
import Testing

@Suite struct PlatformTests {
    @Test func theServiceHasAName() { #expect(!name.isEmpty) }
}
