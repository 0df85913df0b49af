import Blueprint
import Brief
import Foundation
import GRDB
import Testing

@testable import Proving

@Suite struct WorkspacePlanTests {
    private static let blueprint = try? users()

    private static func users() throws -> Blueprint {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let brief = BriefReader.read(path: root.appending(path: "Examples/users/brief.yaml").path).brief
        return Blueprint(try #require(brief))
    }

    private var blueprint: Blueprint { get throws { try #require(Self.blueprint) } }

    private func brief(_ name: String) throws -> Blueprint {
        let file = URL(filePath: #filePath).appending(path: "../../../BriefTests/Good/\(name).yaml").standardized
        return Blueprint(try #require(BriefReader.read(path: file.path).brief))
    }

    private func blueprint(reading text: String) throws -> Blueprint {
        let folder = try TemporaryFolder()
        try text.write(toFile: folder.path + "/brief.yaml", atomically: true, encoding: .utf8)
        let brief = withExtendedLifetime(folder) { BriefReader.read(path: folder.path + "/brief.yaml").brief }
        return Blueprint(try #require(brief))
    }

    private func clones(_ blueprint: Blueprint, _ operation: String, _ count: Int) throws -> [CaseClone] {
        let plan = try WorkspacePlan(blueprint, rate: 100, seconds: 10)
        let part = try #require(plan.parts.first { $0.endpoint.id == operation })
        var cloner = CaseCloner(blueprint)
        return (0..<count).compactMap { _ in cloner.clone(part.original, part.endpoint) }
    }

    @Test("every endpoint of the users service is in the mix, those that can be repeated first") func everything()
        throws
    {
        let plan = try WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
        #expect(Set(plan.parts.map(\.endpoint.id)) == Set(try blueprint.endpoints.map(\.id)))
        #expect(plan.leftOut.isEmpty)
        #expect(plan.parts[0].isRepeatable)
        #expect(abs(plan.parts.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }

    @Test("what hashes a password is at most a hundredth of the mix") func hashing() throws {
        let plan = try WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
        let costly = plan.parts.filter {
            ["auth.login", "auth.register", "auth.reset", "auth.password"].contains($0.endpoint.id)
        }
        #expect(costly.count == 4)
        #expect(costly.reduce(0) { $0 + $1.share } <= 0.01 + 1e-9)
    }

    @Test("there are enough callers that no limit of the brief is met") func limits() throws {
        let plan = try WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
        for part in plan.parts where part.isRepeatable {
            let aMinute = part.share * 1000 * 60 / Double(part.clones)
            let allowed = part.endpoint.id == "auth.login" ? 5.0 : part.endpoint.id == "auth.forgot" ? 3 : 600
            #expect(aMinute < allowed, "\(part.endpoint.id)")
        }
        let once = try #require(plan.parts.first { !$0.isRepeatable })
        #expect(Double(once.clones) > once.share * 60_000)
    }

    @Test("a unique value of a clone keeps the rules of its field, such as its length and pattern") func rules() throws
    {
        let library = try brief("library")
        let plan = try WorkspacePlan(library, rate: 1000, seconds: 20)
        var cloner = CaseCloner(library)
        var isbns: [String] = []
        for (operation, count) in [("Book.create", 200), ("Book.get", 2_000)] {
            let part = try #require(plan.parts.first { $0.endpoint.id == operation })
            for _ in 0..<count {
                guard let clone = cloner.clone(part.original, part.endpoint) else { continue }
                if case .json(let body) = clone.request.body { isbns += [body["isbn"]?.text].compactMap(\.self) }
                isbns += clone.given.rows.flatMap(\.columns).filter { $0.column == "isbn" }.map { text($0.value) }
            }
        }
        // What one clone writes is no other's row.
        #expect(isbns.count >= 2_200 && Set(isbns).count == isbns.count)
        #expect(isbns.allSatisfy { $0.wholeMatch(of: /[0-9]{13}/) != nil }, "\(isbns.prefix(3))")
    }

    @Test("callers without a token are as many as the limit of anonymous callers needs, where a token is optional")
    func anonymous() throws {
        let plan = try WorkspacePlan(try brief("library"), rate: 1000, seconds: 60)
        let part = try #require(plan.parts.first { $0.endpoint.id == "Book.get" })
        #expect(part.original.steps.first?.request.identity == .anonymous)
        #expect(part.share * 1000 * 60 / Double(part.clones) < 100)
    }

    @Test("a clone shares no id, no unique value and no token with another") func distinctClones() throws {
        for operation in try blueprint.endpoints.map(\.id) {
            let pair = try clones(blueprint, operation, 2)
            let (first, second) = (try #require(pair.first), try #require(pair.last))
            #expect(
                Set(first.given.rows.map { $0.columns[0] }).isDisjoint(with: second.given.rows.map { $0.columns[0] }))
            let emails = { (clone: CaseClone) in
                Set(clone.given.rows.flatMap { $0.columns.filter { $0.column == "email" }.map(\.value) })
            }
            #expect(emails(first).isDisjoint(with: emails(second)))
            #expect(
                Set(first.given.refreshTokens.map(\.token)).isDisjoint(with: second.given.refreshTokens.map(\.token)))
            if ["auth.register", "auth.login"].contains(operation) { #expect(first.request != second.request) }
            if operation == "User.get" { #expect(first.request.path != second.request.path) }
        }
    }

    @Test("who calls, the path and the rows of a clone belong together") func consistency() throws {
        let clone = try #require(try clones(blueprint, "User.delete", 7).last)
        let ids = clone.given.rows.map { text($0.columns[0].value) }
        #expect(ids.contains { .account($0) == clone.request.identity })
        #expect(ids.contains(String(clone.request.path.split(separator: "/").last ?? "")))
    }

    private func text(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .null: ""
        }
    }

    /// Numbers for ids, unique values of all kinds, a slug, an update that its own rule then forbids, a limit by a member.
    private static let odd = """
        api: odd
        auth:
          subject: Member
          login: email + password
          ops: { login: POST /auth/login, register: POST /auth/register }
        resources:
          Member:
            ops: [get]
            fields: { id: int, email: email unique, name: string(1..40) }
            allow: { get: me = self }
          Note:
            key: slug
            ops: [create, get, update, list]
            fields:
              id: int
              title: string(1..60)
              slug: slug(title) unique
              number: int(1..) unique
              price: decimal(8,2) unique
              day: date unique
              code: string(1..) unique /^[A-Z]{2}$/
              done: bool = false
              due: datetime?
              owner: -> Member = me
            allow: { create: user, get: owner = me, list: owner = me, update: owner = me and not done }
            list: { page: none }
          Signup:
            ops: [create]
            fields: { email: email, name: string(1..40) }
            allow: { create: anyone }
        limits: { default: [600/min per user, 100/min per ip], Signup.create: 3/h per email }
        """

    @Test("clones of numbered rows have ids, unique values and a slug of their own, and refer to each other") func odd()
        throws
    {
        let odd = try blueprint(reading: Self.odd)
        let made = try clones(odd, "Note.create", 30)
        for member in ["title", "number", "price", "day", "code"] {
            let values = made.compactMap { clone -> String? in
                if case .json(let body) = clone.request.body { body[member]?.plain } else { nil }
            }
            #expect(values.count == 30 && Set(values).count == 30, "\(member): \(values)")
        }
        let read = try clones(odd, "Note.get", 30)
        #expect(Set(read.map(\.request.path)).count == 30)
        for clone in read {
            let note = try #require(clone.given.rows.last)
            let owner = try #require(note.columns.first { $0.column == "owner" })
            #expect(clone.request.identity == .account(text(owner.value)))
            #expect(clone.given.rows.contains { $0.resource == "Member" && $0.columns[0].value == owner.value })
            #expect(clone.given.accounts.map(\.id) == [text(owner.value)])
        }
        let signups = try clones(odd, "Signup.create", 5)
        #expect(Set(signups.map { "\($0.request.body)" }).count == 5)
    }

    @Test("an update that its rule forbids afterwards is asked once, or another is asked") func undoing() throws {
        let odd = try blueprint(reading: Self.odd)
        let ending = odd.cases(of: "Note.update").filter { one in
            guard case .json(let body)? = one.steps.first?.request.body else { return false }
            return one.steps[0].expect.status == 200 && body["done"] == .bool(true)
        }
        #expect(!ending.isEmpty && !ending.contains(where: \.isRepeatable))
        let part = try #require(
            WorkspacePlan(odd, rate: 100, seconds: 10).parts.first { $0.endpoint.id == "Note.update" })
        #expect(part.isRepeatable)
    }

    @Test("where values are few, or a list answers all rows, fewer bring them, and others are asked more often")
    func few() throws {
        let odd = try blueprint(reading: Self.odd)
        let plan = try WorkspacePlan(odd, rate: 1000, seconds: 60)
        #expect(plan.leftOut == [])
        let rows = plan.parts.reduce(0) { sum, part in
            sum + part.clones
                * part.needs.reduce(0) { $1.key.resource == "Note" && $1.key.field.isEmpty ? $0 + $1.value.count : $0 }
        }
        #expect(rows > 100 && rows <= CaseCloner.unpaged)
        #expect(abs(plan.parts.reduce(0) { $0 + $1.share } - 1) < 1e-6)
        for part in plan.parts where !part.isRepeatable {
            #expect(Double(part.clones) >= part.share * 60_000, "\(part.endpoint.id)")
        }
        let signups = try #require(plan.parts.first { $0.endpoint.id == "Signup.create" })
        #expect(signups.share * 60_000 / Double(signups.clones) <= 3)
    }

    @Test("a day that differs from case to case is no other clone's; values for three rows are for what is read")
    func scarce() throws {
        let zones = try blueprint(
            reading: """
                api: zones
                resources:
                  Zone:
                    fields: { day: date unique, slot: "enum(gold, silver, bronze) unique" }
                    allow: { read: anyone, create: anyone, write: anyone }
                  Shift:
                    fields: { day: date unique, name: string(1..40) }
                    allow: { read: anyone, create: anyone, write: anyone }
                """)
        let plan = try WorkspacePlan(zones, rate: 1000, seconds: 20)
        #expect(plan.leftOut == [] && !plan.unasked.isEmpty)
        let asked = plan.parts.filter { $0.endpoint.resource == "Zone" }
        #expect(asked.contains { $0.endpoint.id == "Zone.get" } && asked.reduce(0) { $0 + $1.clones } <= 3)
        var cloner = CaseCloner(zones)
        let days = plan.parts.filter { $0.endpoint.resource == "Shift" }.flatMap { part in
            (0..<min(60, part.clones)).compactMap { _ in cloner.clone(part.original, part.endpoint) }
        }.flatMap { clone in
            var days = clone.given.rows.flatMap(\.columns).filter { $0.column == "day" }.map { text($0.value) }
            if case .json(let body) = clone.request.body { days += [body["day"]?.text].compactMap(\.self) }
            return days
        }
        #expect(days.count > 100 && Set(days).count == days.count)
    }

    @Test("times are as far from now as the case has them; dates as many days") func moved() throws {
        let now = try Date("2027-03-01T12:30:00Z", strategy: .iso8601)
        let time = try ScenarioTime(now: now)
        #expect(time.moved(Case.now) == "2027-03-01T12:30:00.000Z")
        #expect(time.moved("2026-01-22") == "2027-03-08")
        #expect(time.moved("2026-01-1x") == "2026-01-1x")
        let odd = try blueprint(reading: Self.odd)
        let part = try #require(
            WorkspacePlan(odd, rate: 1, seconds: 1, now: now).parts.first { $0.endpoint.id == "Note.get" })
        let note = try #require(part.original.given.rows.last)
        let created = text(try #require(note.columns.first { $0.column == "created_at" }).value)
        #expect(created.hasPrefix("2027-"), "\(created)")
    }

    @Test("text keeps its form: an address stays one") func distinct() {
        let field = { (type: FieldType, most: Int64?) in
            Field(name: "x", type: type, bounds: most.map { Bounds(maximum: Number(units: $0)) })
        }
        #expect(DistinctValues(of: field(.email, nil), like: "ada@example.org")[12] == "ada.12@example.org")
        #expect(DistinctValues(of: field(.string, nil), like: "slug")[3] == "slug-3")
        let short = DistinctValues(of: field(.string, 2), like: "x 1")
        #expect(short[35] == "z" && short[36] == "10" && short[1296] == nil && short.room == 1296)
        #expect(DistinctValues(of: field(.int, 3), like: "1").room == 3)
        #expect(DistinctValues(of: field(.date, nil), like: "2026-02-28")[1] == "2026-03-01")
        #expect(
            DistinctValues(of: field(.datetime, nil), like: "2026-01-15T12:00:00.000Z")[7] == "2026-01-15T12:00:00.007Z"
        )
        #expect(DistinctValues(of: field(.enumeration(["a", "b"]), nil), like: "a")[1] == "b")
    }

    @Test("what the brief promises is what must hold") func promises() throws {
        let texts = WorkspaceLoad.thresholds(try blueprint, .load, rate: 1000).map(\.text)
        #expect(
            texts == [
                "http_req_duration: p(95)<200", "http_req_failed: rate<0.001", "http_reqs: rate>=990",
            ])
        #expect(WorkspaceLoad.thresholds(try blueprint, .stress, rate: 1000).count == 2)
    }

    @Test("the schema takes many clones of every case; statements are timed on them, with their plans") func rows()
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/service.sqlite"
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            for migration in try blueprint.migrations { try db.execute(sql: migration.up) }
        }
        let database = try ScenarioDatabase(path: path, schema: try blueprint.schema)
        var cloner = CaseCloner(try blueprint)
        let rowsOnly = try WorkspacePlan(try blueprint, rate: 100, seconds: 10).parts.flatMap { part in
            (0..<20).compactMap { _ in cloner.clone(part.original, part.endpoint)?.given }
        }.map { given in
            var given = given
            given.accounts = []
            given.refreshTokens = []
            given.resetTokens = []
            return given
        }
        try database.insert(rowsOnly, hashes: [:], sessions: [], lifetime: 60)
        let times = try QueryTimes.read(path, try blueprint)
        #expect(times.count >= 8)
        #expect(times.allSatisfy { !$0.plan.isEmpty && $0.p95 >= $0.p50 && $0.p50 > 0 })
    }
}

@Suite struct ServiceFiguresTests {
    @Test("what the service tells of its database and its loops is shown; what it does not tell is named")
    func reading() {
        let text = """
            # TYPE database_access_duration_seconds histogram
            database_access_duration_seconds_bucket{pool="readers",le="0.001"} 90
            database_access_duration_seconds_bucket{pool="readers",le="0.005"} 99
            database_access_duration_seconds_bucket{pool="readers",le="+Inf"} 100
            database_access_duration_seconds_bucket{pool="writer",le="0.001"} 90
            database_access_duration_seconds_bucket{pool="writer",le="0.005"} 96
            database_access_duration_seconds_bucket{pool="writer",le="+Inf"} 100
            database_access_duration_seconds_sum{pool="readers"} 0.25
            database_access_duration_seconds_count{pool="readers"} 100
            process_cpu_seconds_total 1.5
            """
        let found = ServiceFigures.bottlenecks(text)
        #expect(found.databaseP95 == 5)
        #expect(
            found.service == [
                "database_access_duration_seconds_sum{pool=\"readers\"}": 0.25,
                "database_access_duration_seconds_count{pool=\"readers\"}": 100, "process_cpu_seconds_total": 1.5,
            ])
        #expect(found.notMeasured.count == 2)
        #expect(found.notMeasured[0].contains("database_wait_duration_seconds"))
        #expect(ServiceFigures.bottlenecks("process_cpu_seconds_total 1.5").databaseP95 == nil)
    }
}
