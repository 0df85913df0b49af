// swift-tools-version: 6.2
import PackageDescription

let isMeasured = Context.environment["COVERAGE"] == "1"
let swift: [SwiftSetting] =
    isMeasured ? [.unsafeFlags(["-profile-generate", "-profile-coverage-mapping"])] : []
let linker: [LinkerSetting] = isMeasured ? [.unsafeFlags(["-profile-generate"])] : []

let package = Package(
    name: "tiny",
    targets: [
        .target(name: "API", swiftSettings: swift),
        .executableTarget(name: "Server", dependencies: ["API"], swiftSettings: swift, linkerSettings: linker),
        .testTarget(name: "PlatformTests", dependencies: ["API"], swiftSettings: swift, linkerSettings: linker),
        .testTarget(name: "APITests", dependencies: ["API"], swiftSettings: swift, linkerSettings: linker),
    ]
)
