import Brief
import Foundation
import Processes
import Source
import Stack
import Testing

@testable import Blueprint
@testable import Proving

/// What needs no build of the gates, on the design and the rendered service of every brief that the parser's tests keep:
/// a brief that is good must not be stopped by what we made of it.
@Suite struct EveryBriefTests {
    static let briefs: [URL] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folders = ["BriefTests/Good", "BriefTests/Hostile", "../Examples/users"].map { tests.appending(path: $0) }
        return folders.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
        }
    }()

    private func blueprint(_ brief: URL) throws -> Blueprint {
        let reading = BriefReader.read(path: brief.path)
        return Blueprint(try #require(reading.brief, "\(reading.report.text)"))
    }

    @Test(arguments: briefs) func theDesignPassesItsGate(_ brief: URL) throws {
        let blueprint = try blueprint(brief)
        let files = MigrationFiles(
            blueprint.migrations.map { .init(stem: $0.stem, up: $0.up, down: $0.down) })
        #expect(NormalForm.read(try DatabaseShape(files.database()), blueprint).findings == [])
        #expect(try QueryPlans.read(.fullScan, files, blueprint).findings == [])
        #expect(try QueryPlans.read(.temporarySort, files, blueprint).findings == [])
        #expect(try Reversibility.read(files).findings == [])
        let rules = blueprint.requirements.filter { $0.removable != nil }.map(\.id)
        let planned = PlannedCases.read(rules: rules, planned: blueprint.cases.map(\.requirements))
        #expect(planned.figure == 100, "\(planned.findings)")
    }

    /// A rule whose absence no test can notice would keep the gate of implementation closed for a sound service: some case must
    /// come to something else where the brief has no such rule.
    @Test(arguments: briefs) func eachRuleHasACaseThatWithoutItWouldGoOtherwise(_ file: URL) throws {
        let blueprint = try blueprint(file)
        let model = Model(blueprint.brief)
        for requirement in blueprint.requirements {
            guard let rule = requirement.removable, [.allow, .fieldGuard, .when].contains(rule) else { continue }
            let without = Model(try #require(blueprint.brief.removing(requirement.id)))
            let endpoints = Dictionary(uniqueKeysWithValues: without.endpoints().map { ($0.id, $0) })
            let isNoticed = requirement.operations.contains { operation in
                guard let now = blueprint.endpoint(operation), let then = endpoints[operation] else { return false }
                return blueprint.cases(of: operation).contains { one in
                    guard let judged = JudgedCase(one, now, model) else { return false }
                    let (expected, other) = (judged.outcome(now, model), judged.outcome(then, without))
                    // What other rules refuse stays refused.
                    let isItsOwn =
                        switch expected {
                        case .refused(let status): one.steps[0].expect.status == status
                        case .done, .rows: (200...299).contains(one.steps[0].expect.status)
                        }
                    return isItsOwn && expected != other
                }
            }
            #expect(isNoticed, "\(requirement.id): \(requirement.text)")
        }
    }

    @Test(arguments: briefs) func whatASuccessfulRequestRefersToIsThere(_ file: URL) throws {
        let blueprint = try blueprint(file)
        for one in blueprint.cases where one.steps.count == 1 && (200...299).contains(one.steps[0].expect.status) {
            guard let endpoint = blueprint.endpoint(one.operation),
                case .json(.object(let body)) = one.steps[0].request.body
            else { continue }
            for member in endpoint.body?.members ?? [] {
                guard case .reference(let target) = member.field.type,
                    let id = body.first(where: { $0.name == member.field.name })?.value.plain
                else { continue }
                let ids = one.given.rows.filter { $0.resource == target }.compactMap { row in
                    row.columns.first { $0.column == "id" }.map { cell -> String in
                        switch cell.value {
                        case .integer(let number): String(number)
                        case .text(let text): text
                        case .null: ""
                        }
                    }
                }
                #expect(ids.contains(id), "\(one.id): \(member.field.name)")
            }
        }
    }

    @Test(arguments: briefs) func nothingIsDeclaredTwiceInASuite(_ file: URL) throws {
        let blueprint = try blueprint(file)
        let files = ServiceRenderer.files(of: blueprint, implemented: Set(blueprint.endpoints.map(\.id)))
        for file in files where !file.isFixed && file.path.hasPrefix("Tests/") && file.path.hasSuffix(".swift") {
            let names = file.text.matches(of: /(?:static let|func) ([A-Za-z0-9_]+)/).map { String($0.1) }
            #expect(Set(names).count == names.count, "\(file.path)")
        }
    }

    @Test(arguments: briefs) func aPageThatCountsItsRowsIsPrintedWithTheirNumber(_ file: URL) throws {
        let blueprint = try blueprint(file)
        let examples = blueprint.documentedExamples()
        for resource in blueprint.brief.resources {
            guard case .offset(_, _, true) = resource.listing.page, let example = examples[resource.name + ".list"]
            else { continue }
            #expect(example.body?["total"] != nil, "\(resource.name)")
        }
    }

    /// An answer that is promised and cannot come would keep the contract's gate closed for a sound service.
    @Test(arguments: briefs) func eachDocumentedAnswerIsPlannedOrCanBeProvoked(_ brief: URL) throws {
        let blueprint = try blueprint(brief)
        let document = try #require(blueprint.documents().first { $0.path == "openapi.yaml" }?.text)
        for operation in try Surface(openAPI: document).operations {
            let planned = Set(blueprint.cases(of: operation.id).flatMap(\.steps).map(\.expect.status))
            guard planned.contains(where: (200...299).contains) else { continue }
            let documented = Set(operation.answers.compactMap { Int($0.status) })
            let unseen = documented.subtracting(planned).subtracting(Contract.once)
            let isNested = operation.path.filter { $0 == "{" }.count > (operation.path.hasSuffix("}") ? 1 : 0)
            var provoked: Set = [400, 401]
            if isNested { provoked.insert(404) }
            if operation.method == "POST", !operation.id.hasPrefix("auth.") { provoked.formUnion([409, 422]) }
            #expect(unseen.subtracting(provoked) == [], "\(operation.id)")
        }
    }

    /// The mix that is put under load asks every operation that the design says can succeed, its callers' rows are in one database,
    /// and what its requests write no row has yet.
    @Test(arguments: briefs) func theLoadAsksEverythingAndItsCallersFitInOneDatabase(_ file: URL) throws {
        let blueprint = try blueprint(file)
        let rate = blueprint.brief.slo.throughput
        let plan = try WorkspacePlan(blueprint, rate: rate, seconds: 20)
        #expect(plan.leftOut == [])
        #expect(try LoadCallers(plan, blueprint).collisions == [])
        let stress = try WorkspacePlan(blueprint, rate: rate * 16, seconds: 36)
        #expect(stress.leftOut == [])
    }

    /// Without its callers an audit tries nothing; without a case a restart shows nothing.
    @Test(arguments: briefs) func theAuditHasItsCallersAndARestartHasSomethingToLose(_ file: URL) throws {
        let blueprint = try blueprint(file)
        let succeeds = blueprint.cases.contains { (200...299).contains($0.steps.first?.expect.status ?? 0) }
        #expect(Persistence.plan(blueprint).cases.isEmpty == !succeeds)
        guard let auth = blueprint.brief.auth else { return }
        let callers = try #require(try AuditCallers(blueprint, now: .now))
        #expect(Set(callers.callers.map(\.login)).count == 3)
        #expect(Set(callers.callers.map(\.password)).count == 3)
        #expect(callers.callers.allSatisfy { auth.passwordLength.contains($0.password.count) })
        #expect(Set(callers.rows.keys) == Set(blueprint.brief.resources.map(\.name)))
        #expect(LoadCallers.refusal(of: [callers.given], blueprint) == nil)
    }

    @Test(arguments: briefs) func formatterAndLinterFindNothing(_ brief: URL) async throws {
        let blueprint = try blueprint(brief)
        let folder = FileManager.default.temporaryDirectory.appending(path: "every-brief-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ServiceRenderer.files(of: blueprint, implemented: Set(blueprint.endpoints.map(\.id)))
        for file in files where !file.isFixed || !file.path.hasSuffix(".swift") {
            let place = folder.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.text.write(to: place, atomically: true, encoding: .utf8)
        }
        #expect(try await Lint(Toolbox(Supervisor())).read(workspace: folder.path).findings == [])
    }
}
