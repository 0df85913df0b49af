import HTTPTypes
import Testing

@testable import Platform

@Suite struct RouterTests {
    let router = Router([
        .echo(.get, "/users/{id}"), .echo(.patch, "/users/{id}"), .echo(.get, "/users/feed"),
        .echo(.post, "/users/{id}/suspend"), .echo(.get, "/users/{id}/books/{book}"),
    ])

    @Test func aLiteralSegmentWinsOverAParameter() {
        #expect(router.match("/users/feed")?.resource.template == "/users/feed")
        #expect(router.match("/users/feeds")?.resource.template == "/users/{id}")
    }

    @Test func aParameterTakesOverWhereTheLiteralLeadsNowhere() {
        #expect(router.match("/users/feed/suspend")?.parameters == ["feed"])
    }

    @Test func parametersComeInOrderAndDecoded() {
        #expect(router.match("/users/a%20b/books/%C3%A9%2F1")?.parameters == ["a b", "é/1"])
    }

    @Test(arguments: [
        "", "/", "users/1", "/users", "/users/", "/users/1/", "//users/1", "/users//suspend", "/users/%zz",
        "/users/%00",
        "/users/%ff", "/users/1/suspend/2",
    ])
    func otherPathsLeadNowhere(_ path: String) { #expect(router.match(path[...]) == nil) }

    @Test func headIsAnsweredWhereGetIs() {
        let resource = router.match("/users/1")?.resource
        #expect(resource?.endpoint(for: .head)?.method == .get)
        #expect(resource?.endpoint(for: .delete) == nil)
        #expect(resource?.allowed == "GET, HEAD, PATCH, OPTIONS")
    }
}
