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

    private func clone(_ operation: String, _ number: Int) throws -> CaseClone {
        let plan = WorkspacePlan(try blueprint, rate: 100, seconds: 10)
        let part = try #require(plan.parts.first { $0.endpoint.id == operation })
        return try #require(
            CaseClone(of: part.original, number: number, try blueprint, part.endpoint))
    }

    @Test("every endpoint of the users service is in the mix, those that can be repeated first") func everything()
        throws
    {
        let plan = WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
        #expect(Set(plan.parts.map(\.endpoint.id)) == Set(try blueprint.endpoints.map(\.id)))
        #expect(plan.leftOut.isEmpty)
        #expect(plan.parts[0].isRepeatable)
        #expect(abs(plan.parts.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }

    @Test("what hashes a password is at most a hundredth of the mix") func hashing() throws {
        let plan = WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
        let costly = plan.parts.filter {
            ["auth.login", "auth.register", "auth.reset", "auth.password"].contains($0.endpoint.id)
        }
        #expect(costly.count == 4)
        #expect(costly.reduce(0) { $0 + $1.share } <= 0.01 + 1e-9)
    }

    @Test("there are enough callers that no limit of the brief is met") func limits() throws {
        let plan = WorkspacePlan(try blueprint, rate: 1000, seconds: 60)
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
        let file = URL(filePath: #filePath).appending(path: "../../../BriefTests/Good/library.yaml").standardized
        let library = Blueprint(try #require(BriefReader.read(path: file.path).brief))
        let plan = WorkspacePlan(library, rate: 1000, seconds: 20)
        let part = try #require(plan.parts.first { $0.endpoint.id == "Book.create" })
        let numbers = try (1...200).map { number in
            let clone = try #require(CaseClone(of: part.original, number: number, library, part.endpoint))
            guard case .json(let body) = clone.request.body, let isbn = body["isbn"]?.text else { return "" }
            return isbn
        }
        let reading = try #require(plan.parts.first { $0.endpoint.id == "Book.get" })
        let known = try (1...2_000).flatMap { number in
            let clone = try #require(CaseClone(of: reading.original, number: number, library, reading.endpoint))
            return clone.given.rows.flatMap(\.columns).filter { $0.column == "isbn" }.map { "\($0.value)" }
        }
        #expect(known.count == 2_000)
        // What one clone writes is no other's row.
        #expect(Set(numbers).count == 200 && Set(known).count == 2_000)
        #expect(Set(numbers.map { "\(SQLValue.text($0))" }).isDisjoint(with: known))
        #expect(numbers.allSatisfy { $0.wholeMatch(of: /[0-9]{13}/) != nil }, "\(numbers.prefix(3))")
    }

    @Test("callers without a token are as many as the limit of anonymous callers needs, where a token is optional")
    func anonymous() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../BriefTests/Good/library.yaml").standardized
        let library = Blueprint(try #require(BriefReader.read(path: file.path).brief))
        let part = try #require(
            WorkspacePlan(library, rate: 1000, seconds: 60).parts.first { $0.endpoint.id == "Book.get" })
        #expect(part.original.steps.first?.request.identity == .anonymous)
        #expect(part.share * 1000 * 60 / Double(part.clones) < 100)
    }

    @Test("a clone shares no id, no unique value and no token with another") func clones() throws {
        for operation in try blueprint.endpoints.map(\.id) {
            let (first, second) = (try clone(operation, 1), try clone(operation, 2))
            #expect(
                Set(first.given.rows.map { $0.columns[0] }).isDisjoint(with: second.given.rows.map { $0.columns[0] }))
            let emails = { (clone: CaseClone) in
                Set(clone.given.rows.flatMap { $0.columns.filter { $0.column == "email" }.map(\.value) })
            }
            #expect(emails(first).isDisjoint(with: emails(second)))
            #expect(
                Set(first.given.refreshTokens.map(\.token)).isDisjoint(with: second.given.refreshTokens.map(\.token)))
        }
        #expect(try clone("auth.register", 1).request != clone("auth.register", 2).request)
        #expect(try clone("auth.login", 1).request != clone("auth.login", 2).request)
        #expect(try clone("User.get", 1).request.path != clone("User.get", 2).request.path)
    }

    @Test("who calls, the path and the rows of a clone belong together") func consistency() throws {
        let clone = try clone("User.delete", 7)
        let ids = clone.given.rows.map { $0.columns[0].value }
        #expect(ids.contains { .account(text($0)) == clone.request.identity })
        #expect(ids.contains(.text(String(clone.request.path.split(separator: "/").last ?? ""))))
    }

    private func text(_ value: SQLValue) -> String { if case .text(let text) = value { text } else { "" } }

    @Test("text keeps its form: an address stays one") func distinct() {
        #expect(CaseClone.distinct("ada@example.org", 12) == "ada.12@example.org")
        #expect(CaseClone.distinct("slug", 3) == "slug-3")
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
        let resources = try blueprint.endpoints.map(\.id).enumerated().flatMap { index, operation in
            try (0..<20).map { try clone(operation, index * 100 + $0).given }
        }
        let rowsOnly = resources.map { given in
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
