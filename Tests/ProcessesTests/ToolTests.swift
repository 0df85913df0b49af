import Testing

@testable import Processes

@Suite struct ToolTests {
    @Test func `A tool on the path is found`() throws {
        #expect(try Tool("sh", .debian("dash")).locate(path: "/nowhere:/bin") == "/bin/sh")
    }

    @Test func `A directory of that name is not the tool`() {
        #expect(throws: MissingTool.self) { try Tool("bin", .debian("x")).locate(path: "/usr") }
    }

    @Test func `A missing tool is named with the command that installs it`() {
        let error = #expect(throws: MissingTool.self) {
            try Tool("haproxy", .debian("haproxy")).locate(path: "/nowhere")
        }
        #expect(error?.description == "haproxy is not installed; install it with: apt-get install -y haproxy")
    }
}
