import API
import Testing

@Suite struct ThingReadTests {
    @Test func others() { #expect(!mayRead("user")) }
    @Test func admins() { #expect(mayRead("admin")) }
}

@Suite struct ThingWriteTests {
    @Test func admins() { #expect(mayWrite("admin")) }
}
