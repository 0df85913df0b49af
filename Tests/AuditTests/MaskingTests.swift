import Blueprint
import Foundation
import Testing

@testable import Proving

struct MaskingTests {
    private let ann = Identity(name: "a", headers: ["Authorization": "Bearer hidden-token-of-a"])

    @Test func tokensStandAsVariablesAndPasswordsAreStarred() {
        let body = #"{"user":{"password":"hunter2","keys":[{"api_key":"k-123"}]},"name":"O'Neil"}"#
        let text = Call("PUT", "/users/1?token=t-77&q=x", json: body).by(ann).curl(base: "http://h")
        #expect(text.contains("\"Authorization: Bearer $TOKEN_A\""))
        for secret in ["hidden-token-of-a", "hunter2", "k-123", "t-77"] { #expect(!text.contains(secret), "\(text)") }
        #expect(text.contains("O'\\''Neil"))
        #expect(text.contains("q=x"))
    }

    @Test func forgedTokensAreNotShownEither() {
        var call = Call("GET", "/me")
        call.headers["Authorization"] = "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."
        #expect(call.curl(base: "http://h").contains("\"Authorization: Bearer $FORGED_TOKEN\""))
        #expect(!call.curl(base: "http://h").contains("eyJ"))
    }

    /// The printed command, run by a real shell and curl, sends the request that was sent.
    @Test func theCurlLineSendsTheSameRequest() async throws {
        let seen = Seen()
        let server = try LoopbackServer { request in
            seen.note(request)
            return .json(["ok": .bool(true)])
        }
        let call = Call("PATCH", "/a%20b?x=1%272", json: #"{"title":"it's $(HOME) `x` \"y\""}"#).by(ann)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", call.curl(base: server.url)]
        process.environment = ["TOKEN_A": "hidden-token-of-a", "PATH": "/usr/bin:/bin"]
        process.standardOutput = Pipe()
        process.standardError = Pipe()
        try process.run()
        process.waitUntilExit()
        let request = try #require(seen.last)
        #expect(request.method == "PATCH")
        #expect(request.path == "/a%20b")
        #expect(request.query == ["x": "1'2"])
        #expect(request.bearer == "hidden-token-of-a")
        #expect(request.body == call.body)
    }

    @Test func answersOf200ThatSayFailAreNotGood() {
        func isGood(_ status: Int, _ text: String) -> Bool {
            HTTPClient.Answer(status: status, headers: [:], body: Data(text.utf8)).isGood
        }
        #expect(isGood(200, #"{"id": 1}"#))
        #expect(isGood(204, ""))
        #expect(!isGood(200, #"{"status": "fail", "message": "no"}"#))
        #expect(!isGood(200, #"{"success": false}"#))
        #expect(!isGood(200, #"{"error": "no"}"#))
        #expect(!isGood(403, "{}"))
    }
}
