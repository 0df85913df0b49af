// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A module of Fivegate: its folder is `Sources/<name>`; see docs/architecture.md for what may import what.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let nio = ["NIOCore", "NIOPosix", "NIOHTTP1"].map { Target.Dependency.product(name: $0, package: "swift-nio") }

let package = Package(
    name: "Fivegate",
    products: [.executable(name: "fivegate", targets: ["fivegate"])],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
    ],
    targets: [
        module("Source", [yams]),
        module("Processes", [subprocess, system, crypto]),
        module("Brief", ["Source"]),
        module("Blueprint", ["Brief", "Source"]),
        .target(
            name: "Stack", dependencies: ["Blueprint", "Brief", "Source"], swiftSettings: strict,
            plugins: ["EmbedService"]),
        .plugin(name: "EmbedService", capability: .buildTool(), dependencies: ["EmbedTool"]),
        .executableTarget(name: "EmbedTool", swiftSettings: strict),
        module("Workflow", ["Source", crypto, yams], resources: [.embedInCode("Resources/workflow.yaml")]),
        module("Ledger", ["Workflow", "Processes", grdb]),
        module(
            "Proving", ["Blueprint", "Brief", "Source", "Workflow", "Processes", yams, grdb, crypto, histogram] + nio),
        module("Release", ["Workflow", "Proving", "Processes", "Source"]),
        module(
            "Roles", ["Brief", "Blueprint", "Stack", "Workflow", "Ledger", "Proving", "Release", "Processes", "Source"]),
        .executableTarget(
            name: "fivegate",
            dependencies: [
                "Roles", "Brief", "Blueprint", "Stack", "Workflow", "Ledger", "Proving", "Release", "Processes",
                "Source", arguments,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "DesignBenchmark", dependencies: ["Brief", "Blueprint", "Stack", "Source"], path: "Benchmarks/Design",
            swiftSettings: strict),
        .executableTarget(
            name: "LedgerBenchmark", dependencies: ["Ledger", "Workflow", grdb], path: "Benchmarks/Ledger",
            swiftSettings: strict),
        tests("Source", [yams]),
        tests("Processes", [crypto]),
        tests("Brief", ["Source"], exclude: ["Cases", "Good", "Hostile"]),
        tests("Blueprint", ["Brief", "Source", grdb], exclude: ["Snapshots"]),
        tests("Stack", ["Blueprint", "Brief", "Source"]),
        .target(
            name: "WorkflowDoubles", dependencies: ["Workflow"], path: "Tests/Support/WorkflowDoubles",
            swiftSettings: strict),
        .executableTarget(
            name: "EngineProbe", dependencies: ["Workflow", "Ledger", "Processes"], path: "Tests/Support/EngineProbe",
            swiftSettings: strict),
        tests("Workflow", ["WorkflowDoubles"]),
        tests("Ledger", ["Workflow", "WorkflowDoubles", "Processes", "EngineProbe", grdb]),
        tests(
            "Proving", ["fivegate", "Blueprint", "Brief", "Workflow", "Processes", grdb, histogram] + nio,
            exclude: ["Recorded", "Fixtures"]),
        .testTarget(
            name: "AuditTests", dependencies: ["Proving", "Blueprint", "Brief", "Processes", crypto],
            swiftSettings: strict),
        .executableTarget(
            name: "ReleaseProbe", dependencies: ["Release", "Processes"], path: "Tests/Support/ReleaseProbe",
            swiftSettings: strict),
        .executableTarget(name: "TinyServer", path: "Tests/Support/TinyServer", swiftSettings: strict),
        .target(name: "FakeCluster", dependencies: nio, path: "Tests/Support/FakeCluster", swiftSettings: strict),
        tests(
            "Release", ["fivegate", "ReleaseProbe", "TinyServer", "FakeCluster", "Workflow", "Processes", "Proving"]),
        .testTarget(
            name: "JourneyTests",
            dependencies: ["fivegate", "Ledger", "Workflow", "Processes", "Proving", subprocess, system],
            swiftSettings: strict),
        .testTarget(
            name: "GateTests",
            dependencies: [
                "fivegate", "Roles", "Workflow", "Ledger", "Proving", "Release", "Processes", "Brief", "Blueprint",
                "Stack", "Source", grdb,
            ],
            swiftSettings: strict),
    ]
)
