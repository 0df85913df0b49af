import Blueprint
import Foundation
import Synchronization
import Testing

@testable import Proving

/// What an audit relies on is looked at: the address, the credentials, the identities while it runs.
struct ControlTests {
    private static let document = """
        openapi: 3.0.3
        info: { title: Accounts, version: "1" }
        servers: [{ url: /api }]
        security: [{ bearer: [] }]
        paths:
          /login:
            post:
              security: []
              requestBody: { content: { application/json: { schema: { type: object, properties: { username: { type: string }, password: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /account:
            get: { operationId: account, responses: { "200": { description: ok } } }
            patch:
              operationId: account.update
              requestBody: { content: { application/json: { schema: { type: object, properties: { city: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /search:
            get:
              operationId: search
              parameters: [{ name: q, in: query, required: true, schema: { type: string } }]
              responses: { "200": { description: ok } }
        """
    private static let who = """
        {"login": {"path": "/login", "token": "token"},
         "identities": {"a": {"username": "ann", "password": "x"}, "b": {"username": "ben", "password": "x"}}}
        """

    /// Accounts that take every member, their names too. A change may end what was given out before.
    private final class Accounts: Sendable {
        let members = Mutex<[String: JSON]>([
            "ann": ["username": "ann", "city": "Rome", "role": "user"], "ben": ["username": "ben", "role": "user"],
        ])
        let lost = Mutex<Set<String>>([])
        let endsTokens: Bool
        let locksDoor: Bool

        init(endsTokens: Bool = false, locksDoor: Bool = false) {
            self.endsTokens = endsTokens
            self.locksDoor = locksDoor
        }

        @Sendable func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Response {
            if request.path == "/api/login" {
                let name = request.json["username"]?.text ?? ""
                if lost.withLock({ $0.contains(name) }) {
                    if locksDoor { return .status(401) }
                    _ = lost.withLock { $0.remove(name) }
                }
                return .json(["token": .string("token-of-\(name)")])
            }
            guard let name = request.bearer?.split(separator: "-").last.map(String.init),
                !lost.withLock({ $0.contains(name) }), let account = members.withLock({ $0[name] })
            else { return .status(401) }
            if request.path == "/api/search" { return .json([.string(request.query["q"] ?? "")]) }
            guard request.path == "/api/account" else { return .status(404) }
            guard request.method == "PATCH" else { return .json(account) }
            let changed = request.json.members.reduce(account) { $0.setting($1.name, $1.value) }
            members.withLock { members in
                members[name] = nil
                members[changed["username"]?.text ?? name] = changed
            }
            if endsTokens { _ = lost.withLock { $0.insert(name) } }
            return .json(changed)
        }
    }

    @Test func membersThatNameTheAccountAreNotSet() async throws {
        let accounts = Accounts()
        let report = try await Stand.audit(
            Self.document, Self.who, only: ["api3.assignment", "injection.evaluation"], accounts.answer)
        #expect(report.findings.contains { $0.title.contains("`role`") }, "\(report.findings)")
        #expect(!report.findings.contains { $0.title.contains("`username`") })
        #expect(Set(accounts.members.withLock { $0 }.keys) == ["ann", "ben"])
        #expect(!report.probes[1].notTried.contains { $0.hasPrefix("as a") })
    }

    @Test func whoIsRefusedAfterAProbeSignsInAgain() async throws {
        let accounts = Accounts(endsTokens: true)
        let report = try await Stand.audit(
            Self.document, Self.who, only: ["api3.assignment", "injection.evaluation"], accounts.answer)
        #expect(!report.probes[1].notTried.contains { $0.hasPrefix("as a") }, "\(report.probes[1])")
    }

    @Test func whoCannotSignInAgainIsLeftOutWithTheReason() async throws {
        let accounts = Accounts(endsTokens: true, locksDoor: true)
        let report = try await Stand.audit(
            Self.document, Self.who, only: ["api3.assignment", "injection.evaluation"], accounts.answer)
        #expect(report.probes[1].notTried.contains { $0.hasPrefix("as a: ") && $0.contains("api3.assignment") })
        #expect(report.probes[1].verdict != .passed)
    }

    @Test func anAddressThatTheDocumentHasAlreadyIsNotDoubled() async throws {
        let accounts = Accounts()
        let report = try await Stand.audit(
            Self.document, Self.who, only: ["injection.evaluation"], at: "/api/", accounts.answer)
        #expect(report.probes[0].tried > 0)
    }

    @Test func anAddressThatDoesNotFitStopsTheAudit() async throws {
        let error = await #expect(throws: Audit.Blind.self) {
            try await Stand.audit(Self.document, Self.who, only: []) { request in
                request.path == "/api/login" ? .json(["token": "t"]) : .status(404)
            }
        }
        #expect(error?.description.contains("--url") == true)
        #expect(error?.description.contains("status 404") == true)
    }

    @Test func aRunThatCouldTryHardlyAnythingIsThin() {
        func probe(_ name: String, _ tried: Int) -> ProbeResult {
            ProbeResult(probe: name, item: .api1, title: name, tried: tried, notTried: [], findings: [])
        }
        func report(_ tried: [Int]) -> AuditReport {
            AuditReport(
                api: "", url: "", started: "", seconds: 0,
                probes: tried.enumerated().map { probe("p\($0.offset)", $0.element) } + [probe("api10.upstream", 0)])
        }
        #expect(report([0, 0, 1]).isThin)
        #expect(!report([0, 3, 1]).isThin)
    }
}
