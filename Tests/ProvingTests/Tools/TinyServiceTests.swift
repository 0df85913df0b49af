import Foundation
import Processes
import Testing

@testable import Proving

/// The instruments that build and run, on a real package. One build serves the tests of a suite.
@Suite(.serialized) struct TinyServiceTests {
    /// Built once; nothing in it is changed.
    private static let built = Task { () throws -> (TinyService, Build) in
        let service = try TinyService()
        let build = try await service.buildFolder().build(service.workspace, into: service.folder.path + "/bin")
        return (service, build)
    }

    private func products() async throws -> (TinyService, Products) {
        let (service, build) = try await Self.built.value
        return (service, try #require(build.products, "\(build.outcome.output.text)"))
    }

    @Test func aCleanBuildHasNoWarnings() async throws {
        let (_, build) = try await Self.built.value
        #expect(CleanBuild.read(build).figure == 0)
    }

    @Test func aWarningIsCountedAlsoWhenItsFileIsCompiledAlready() async throws {
        let service = try TinyService()
        try service.edit("Sources/API/Rules.swift") { $0 + "\nfunc unused() { let number = 1 }\n" }
        let folder = service.buildFolder()
        let bin = service.folder.path + "/bin"
        _ = try await folder.build(service.workspace, into: bin)
        #expect(CleanBuild.read(try await folder.build(service.workspace, into: bin)).figure == 0)
        let reading = CleanBuild.read(
            try await folder.build(service.workspace, into: bin, .init(fresh: true)))
        #expect(reading.figure == 1)
        #expect(reading.findings.first?.hasPrefix("Sources/API/Rules.swift:20:") == true, "\(reading.findings)")
    }

    @Test func aBuildThatFailsIsNoCleanBuild() async throws {
        let service = try TinyService()
        try service.edit("Sources/API/Rules.swift") { $0 + "\nlet broken: Int = \"text\"\n" }
        let build = try await service.buildFolder().build(service.workspace, into: service.folder.path + "/bin")
        #expect(build.products == nil)
        #expect((CleanBuild.read(build).figure ?? 0) > 0)
    }

    @Test func twoServicesOnOneBuildFolderRunTheirOwnServers() async throws {
        let scratch = try TemporaryFolder()
        let services = try (1...2).map { number in
            let service = try TinyService()
            try service.edit("Sources/API/Rules.swift") { $0.replacing("\"tiny\"", with: "\"service \(number)\"") }
            return service
        }
        let texts = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, service) in services.enumerated() {
                let folder = service.buildFolder(scratch.path)
                let (workspace, home, supervisor) = (service.workspace, service.folder.path, service.supervisor)
                group.addTask {
                    let build = try await folder.build(workspace, into: home + "/bin")
                    let products = try #require(build.products)
                    return try await ServerProcess.running(
                        products.server, directory: workspace, state: home + "/state", supervisor: supervisor
                    ) { (index, try await $0.client.send("GET", "/v1/done").text) }
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(texts == [0: "service 1", 1: "service 2"])
    }

    /// SwiftPM would go by the plan that lies in the build folder, another package's, and say that the build is complete.
    @Test func eachOfTwoServicesIsBuiltInItsTurnThoughNothingHasChanged() async throws {
        let scratch = try TemporaryFolder()
        let services = try [TinyService(), TinyService()]
        try services[1].edit("Sources/API/Rules.swift") { $0.replacing("\"tiny\"", with: "\"the second one\"") }
        for index in [0, 0, 1, 0] {
            let service = services[index]
            let build = try await service.buildFolder(scratch.path).build(
                service.workspace, into: service.folder.path + "/bin")
            let server = try Data(contentsOf: URL(filePath: try #require(build.products).server))
            #expect((server.range(of: Data("the second one".utf8)) != nil) == (index == 1))
        }
    }

    @Test func aServerThatEndsIsNotReadyAndSaysWhy() async throws {
        let (service, products) = try await products()
        await #expect(throws: ServerProcess.NotReady.self) {
            try await ServerProcess.running(
                products.server, directory: service.workspace, state: service.folder.path + "/state",
                environment: ["BROKEN": "1"], supervisor: service.supervisor
            ) { _ in }
        }
    }

    @Test func readinessIsMeasuredOnTheRunningServer() async throws {
        let (service, products) = try await products()
        let state = ServiceState(service.toolbox)
        #expect(try await state.readReadiness(products, workspace: service.workspace).figure == 1)
        let missing = Products(folder: "/nowhere", package: "tiny")
        #expect(try await state.readReadiness(missing, workspace: service.workspace).figure == 0)
    }

    @Test func stubsAndMissingRoutesAreNotImplemented() async throws {
        let (service, products) = try await products()
        let reading = try await ImplementedEndpoints(service.toolbox).read(products, workspace: service.workspace)
        #expect(
            reading.findings == [
                "Thing.gone has no route: PROPFIND answered 404, allowed ", "Thing.todo answers 501",
            ])
        #expect(reading.figure == 100.0 / 3)
    }

    @Test func aSuiteIsMeasuredByItsEvents() async throws {
        let (service, products) = try await products()
        let results = SuiteResults(service.toolbox)
        let reading = try await results.read(products, module: "PlatformTests", workspace: service.workspace)
        #expect(reading.figure == 100)
        #expect(reading.details["passed"] == 1)
        #expect(try await results.read(products, module: "NoTests", workspace: service.workspace).figure == nil)
        #expect(try await results.read(products, workspace: service.workspace).details["passed"] == 4)
    }

    @Test func mutantsAreNoticedOrNamed() async throws {
        let (service, products) = try await products()
        let mutants = Mutants(
            products: products,
            mutants: [
                .init(rule: "Thing.read.allow", suites: ["APITests.ThingReadTests"]),
                .init(rule: "Thing.write.allow", suites: ["APITests.ThingWriteTests"]),
            ])
        let reading = try await RequirementMutation(service.toolbox).read(
            mutants, rules: ["Thing.read.allow", "Thing.write.allow", "Thing.name.range"], workspace: service.workspace)
        #expect(reading.figure == 100.0 / 3)
        #expect(
            reading.findings == [
                "Thing.write.allow: NOT noticed: every test passes without it",
                "Thing.name.range: NOT noticed: the mutation build does not hold it",
                "Thing.read.allow: noticed by others()",
            ])
    }

    @Test func coverageCountsTheLinesOfOurOwnSources() async throws {
        let service = try TinyService()
        let build = try await service.buildFolder().build(
            service.workspace, into: service.folder.path + "/bin", .init(coverage: true))
        let products = try #require(build.products, "\(build.outcome.output.text)")
        let reading = try await Coverage(service.toolbox).read(products, workspace: service.workspace)
        let figure = try #require(reading.figure, "\(reading.findings)")
        #expect(figure > 0 && figure < 30, "\(reading.findings)")
        // The server is in no test, and its lines count all the same.
        #expect(reading.findings.first?.hasPrefix("Sources/Server/Server.swift: ") == true)
    }

    @Test func thePipelinesCommandsAreRunInACleanClone() async throws {
        let service = try TinyService()
        try await service.commit()
        try "let broken".write(
            toFile: service.workspace + "/Sources/API/NotCommitted.swift", atomically: true, encoding: .utf8)
        let pipeline = Pipeline(service.toolbox, service.buildFolder())
        let reading = try await pipeline.read(workspace: service.workspace, file: "ci.yaml")
        #expect(reading.figure == 0, "\(reading.findings)")
        #expect(reading.notes.count == 3)
        #expect(reading.runs.map(\.argv).filter { $0.last == "make build" }.count == 1)
        // What is left of it is made clean again.
        let clone = service.workspace + "/.fivegate/clone"
        try "left".write(toFile: clone + "/Sources/API/Left.swift", atomically: true, encoding: .utf8)
        try "edited".write(toFile: clone + "/Package.swift", atomically: true, encoding: .utf8)
        #expect(try await pipeline.read(workspace: service.workspace, file: "ci.yaml").findings == [])
        try service.edit("ci.yaml") { $0.replacing("make build", with: "make fail") }
        let failing = try await pipeline.read(workspace: service.workspace, file: "ci.yaml")
        #expect(failing.findings.count == 1)
        #expect(failing.findings.first?.hasPrefix("check / Build: ended with status 2: it broke") == true)
    }

    /// A kill in the middle of cloning leaves a `.git` that is no repository, inside the workspace's own.
    @Test(arguments: ["a folder", "nothing"]) func aBrokenCloneCostsTheWorkspaceNoEdit(_ kind: String) async throws {
        let service = try TinyService()
        try await service.commit()
        let rules = service.workspace + "/Sources/API/Rules.swift"
        try service.edit("Sources/API/Rules.swift") { $0 + "// not committed\n" }
        let clone = service.workspace + "/.fivegate/clone"
        try FileManager.default.createDirectory(atPath: clone, withIntermediateDirectories: true)
        if kind == "a folder" {
            try FileManager.default.createDirectory(atPath: clone + "/.git", withIntermediateDirectories: false)
        }
        let reading = try await CleanClone.with(service.workspace, service.toolbox, service.buildFolder()) { clone in
            Reading(
                try String(contentsOfFile: clone.path + "/Sources/API/Rules.swift", encoding: .utf8).contains("not")
                    ? 1 : 0, "edits")
        }
        #expect(reading.figure == 0)
        #expect(try String(contentsOfFile: rules, encoding: .utf8).hasSuffix("// not committed\n"))
    }

    @Test func theReadmesCommandsAreRunInACleanClone() async throws {
        let service = try TinyService()
        try await service.commit()
        let commands = ReadmeCommands(service.toolbox, service.buildFolder())
        let reading = try await commands.read(workspace: service.workspace)
        #expect(reading.figure == 0, "\(reading.findings)")
        try service.edit("README.md") { $0.replacing("/v1/done", with: "/v1/nothing") }
        let failing = try await commands.read(workspace: service.workspace)
        #expect(failing.figure == 1)
    }

    @Test func whatTheFormatterWouldChangeIsCounted() async throws {
        let service = try TinyService()
        #expect(try await Formatting(service.toolbox).read(workspace: service.workspace).findings == [])
        #expect(try await Lint(service.toolbox).read(workspace: service.workspace).findings == [])
        try service.edit("Sources/API/Rules.swift") { $0 + "\nfunc  wide( ) { }\nlet Name = 1 ;\n" }
        #expect(
            try await Formatting(service.toolbox).read(workspace: service.workspace).findings
                == ["Sources/API/Rules.swift would be changed"])
        #expect((try await Lint(service.toolbox).read(workspace: service.workspace).figure ?? 0) > 1)
    }

    @Test func theTreeNamesWhatIsNotCommittedToo() async throws {
        let service = try TinyService()
        try await service.commit()
        let first = try await GitTree.id(of: service.workspace, service.supervisor)
        #expect(try await GitTree.id(of: service.workspace, service.supervisor) == first)
        try service.edit("README.md") { $0 + "\n" }
        #expect(try await GitTree.id(of: service.workspace, service.supervisor) != first)
    }

    @Test func theCodeIsTheSameWhenOnlyAPageDiffers() async throws {
        let service = try TinyService()
        try await service.commit()
        let first = try await GitTree.code(of: service.workspace, service.supervisor)
        try service.edit("README.md") { $0 + "\n" }
        #expect(try await GitTree.code(of: service.workspace, service.supervisor) == first)
        try service.edit("Sources/API/Rules.swift") { $0 + "\n" }
        #expect(try await GitTree.code(of: service.workspace, service.supervisor) != first)
    }
}
