import Brief
import Foundation
import Source
import Testing

struct GoodBriefTests {
    private func read(_ url: URL) throws -> Brief {
        let reading = BriefReader.read(path: url.path)
        return try #require(reading.brief, "\(reading.report.text)")
    }

    @Test(arguments: try Files.names(in: "Good"))
    func isAccepted(_ name: String) throws {
        _ = try read(Files.tests.appending(path: "Good/" + name))
    }

    @Test(arguments: [
        ("assignee = me", false), ("assignee = null or assignee = me", true), ("owner.boss = me", false),
        ("me.boss = assignee", false), ("me in (assignee, owner)", false), ("not (owner = me)", true),
        ("owner.status = active", true), ("anyone", true), ("me = null", true),
    ])
    func nobodyIsMe(_ rule: String, _ isOpen: Bool) throws {
        let text = """
            api: desk
            roles: [user]
            auth: {subject: User, login: email + password, ops: {login: POST /login}}
            resources:
              User:
                fields:
                  email: string(3..200) unique
                  boss: -> User ?
                  status: enum(active, gone) = active
              Ticket:
                fields:
                  owner: -> User
                  assignee: -> User ?
                ops: [get]
                allow: {get: "\(rule)"}
            """
        let reading = BriefReader.read(SourceText(name: "desk.yaml", text: text))
        let brief = try #require(reading.brief, "\(reading.report.text)")
        #expect(reading.diagnostics.isEmpty)
        #expect(brief.resources[1].permissions[0].rule.mayHoldForAnonymous == isOpen)
    }

    @Test(arguments: [
        ("role: 'enum(user, boss) = user readonly'", "get: me = self, update: me = self", nil),
        ("role: 'enum(user, boss) = user'", "get: me = self, update: me = self, update.role: boss", nil),
        ("role: 'enum(user, boss) = user'", "get: me = self, create: boss, update: boss", "registers"),
        ("role: 'enum(user, boss) = user'", "get: me = self, update: me = self or boss", "registers or updates"),
        (
            "role: 'enum(user, boss) = user immutable'", "get: me = self, create: user, update: user",
            "registers or creates"
        ),
    ])
    func aRoleThatCallersChooseThemselvesIsWarnedOf(_ role: String, _ allow: String, _ who: String?) throws {
        let text = """
            api: desk
            roles: [user, boss]
            auth: {subject: User, login: email + password, role: role, ops: {login: POST /login, register: POST /register}}
            resources:
              User:
                fields: {email: email unique, \(role)}
                allow: {\(allow)}
            """
        let reading = BriefReader.read(SourceText(name: "desk.yaml", text: text))
        #expect(reading.brief != nil, "\(reading.report.text)")
        #expect(
            reading.diagnostics.map(\.message)
                == (who.map { ["whoever \($0) a User chooses its \"role\": also \"boss\""] } ?? []))
        #expect(reading.diagnostics.allSatisfy { $0.severity == .warning && $0.code == "brief/open-role" })
    }

    @Test func aListIsKeptAsTheDefaultThatItIs() throws {
        let text = "api: x\nresources: {A: {fields: {stages: 'list(enum(dev, staging, prod))(1..3) = [dev]'}}}"
        let reading = BriefReader.read(SourceText(name: "x.yaml", text: text))
        #expect(reading.brief?.resources[0].fields[0].defaultValue == .list([.enumeration("dev")]))
    }

    @Test func usersExampleHoldsWhatItSays() throws {
        let brief = try read(Files.repository.appending(path: "Examples/users/brief.yaml"))
        #expect(brief.summary == "users: 1 resource, 15 endpoints, 3 roles")
        #expect(brief.auth?.lockout == Lockout(failures: 10, window: Seconds(900)))
        let user = try #require(brief.resources.first)
        #expect(user.permissions.map(\.operation) == ["list", "get", "update", "delete", "suspend", "activate"])
        #expect(user.fieldGuards.map(\.field) == ["role"])
        #expect(user.listing.filters.map(\.parameter) == ["role", "status", "email", "createdAt.gte", "createdAt.lt"])
        #expect(user.deletion == .soft(Seconds(30 * 86400)))
        #expect(user.fields.first { $0.name == "phone" }?.pattern == #"^\+[0-9]{7,15}$"#)
        #expect(user.actions.map(\.revokesSessions) == [true, false])
        let login = try #require(brief.limits.first { $0.scope == .operation("auth.login") })
        #expect(login.subjects == [.ip, .field("email")] && login.requests == 5 && login.window == Seconds(60))
        #expect(brief.slo.availability == 0.999 && brief.slo.p95 == 200)
    }

    @Test func shopKeepsDecimalsExactAndFillsDefaultsIn() throws {
        let brief = try read(Files.tests.appending(path: "Good/shop.yaml"))
        let product = try #require(brief.resources.last)
        let price = try #require(product.fields.first { $0.name == "price" })
        #expect(
            price.bounds == Bounds(minimum: Number(units: 1, scale: 2), maximum: Number(units: 9_999_999, scale: 2)))
        #expect(product.listing.page == .offset(size: 20, maximum: 100, total: false))
        #expect(product.path == "/products" && brief.resources[0].path == "/categories")
        #expect(brief.roles == ["user"] && brief.limits.isEmpty)
    }

    @Test func hostileBriefIsValidAndKeptAsWritten() throws {
        let brief = try read(Files.tests.appending(path: "Hostile/brief.yaml"))
        #expect(brief.title.contains(#"\(fatalError())"#))
        #expect(brief.description?.contains("\u{2028}") == true && brief.description?.contains("\0") == true)
        let operators = brief.resources[0].fields.first { $0.name == "operator" }
        guard case .text(let text)? = operators?.defaultValue else {
            Issue.record("no default")
            return
        }
        #expect(
            text.hasPrefix(#"""" \\(x) ' " */ --> ]]> ${x} $(id) `id` "#) && text.hasSuffix("\n Signed-off-by: Mallory")
        )
    }

    @Test func jsonSchemaInDocsIsCurrent() throws {
        let file = Files.repository.appending(path: "docs/brief.schema.json")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try BriefSchema.json.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded docs/brief.schema.json")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == BriefSchema.json)
    }
}
