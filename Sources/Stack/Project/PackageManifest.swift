import Brief

/// `Package.swift`: the same dependency versions in every service, so that one scratch path serves all of them.
/// - Parameter testsPlatform: whether Platform's own tests belong to the package.
func packageManifest(_ brief: Brief, testsPlatform: Bool = true) -> RenderedFile {
    RenderedFile(
        "Package.swift",
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let strict: [SwiftSetting] = [
            .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        ]

        /// In continuous integration a warning is an error.
        let warnings: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

        /// `COVERAGE=1 swift build --build-tests` measures the coverage of this package's own targets; unlike
        /// `--enable-code-coverage` it does not compile the dependencies again.
        let isMeasured = Context.environment["COVERAGE"] == "1"
        let swift: [SwiftSetting] =
            strict + warnings + (isMeasured ? [.unsafeFlags(["-profile-generate", "-profile-coverage-mapping"])] : [])
        let linker: [LinkerSetting] = isMeasured ? [.unsafeFlags(["-profile-generate", "-use-ld=lld"])] : []

        let package = Package(
            name: "\(brief.api)",
            products: [.executable(name: "Server", targets: ["Server"])],
            dependencies: [
        \(dependencies.map { "        \($0.declaration)," }.joined(separator: "\n"))
            ],
            targets: [
                .systemLibrary(name: "CArgon2", providers: [.apt(["libargon2-dev"])]),
                .target(
                    name: "Platform",
                    dependencies: [
                        "CArgon2",
        \(dependencies.flatMap(\.productReferences).map { "                \($0)," }.joined(separator: "\n"))
                    ],
                    swiftSettings: swift),
                .target(
                    name: "PlatformTesting",
                    dependencies: [
                        "Platform",
                        .product(name: "Hummingbird", package: "hummingbird"),
                        .product(name: "HummingbirdTesting", package: "hummingbird"),
                        .product(name: "GRDB", package: "GRDB.swift"),
                        .product(name: "HTTPTypes", package: "swift-http-types"),
                        .product(name: "NIOCore", package: "swift-nio"),
                        .product(name: "Logging", package: "swift-log"),
                        .product(name: "Crypto", package: "swift-crypto"),
                    ],
                    swiftSettings: swift),
                .target(
                    name: "API",
                    dependencies: [
                        "Platform",
                        .product(name: "GRDB", package: "GRDB.swift"),
                        .product(name: "HTTPTypes", package: "swift-http-types"),
                    ],
                    swiftSettings: swift),
                .executableTarget(
                    name: "Server", dependencies: ["API", "Platform"], swiftSettings: swift, linkerSettings: linker),
        \(testsPlatform ? platformTests + "\n" : "")        .testTarget(
                    name: "APITests", dependencies: ["API", "PlatformTesting"], swiftSettings: swift, linkerSettings: linker),
            ]
        )

        """)
}

private let platformTests = """
            .testTarget(
                name: "PlatformTests",
                dependencies: [
                    "Platform", "PlatformTesting", .product(name: "HummingbirdTesting", package: "hummingbird"),
                ],
                swiftSettings: swift, linkerSettings: linker),
    """

/// A package that Platform needs, and what it takes from it.
private struct Dependency {
    var url: String
    var version: String
    var products: [String]

    init(_ url: String, _ version: String, _ products: String...) {
        self.url = url
        self.version = version
        self.products = products
    }

    var declaration: String { #".package(url: "https://github.com/\#(url)", exact: "\#(version)")"# }

    var productReferences: [String] {
        let package = url.split(separator: "/").last ?? ""
        return products.map { #".product(name: "\#($0)", package: "\#(package)")"# }
    }
}

/// As in `Service/Package.swift`, which a test compares.
private let dependencies = [
    Dependency("hummingbird-project/hummingbird", "2.28.1", "Hummingbird"),
    Dependency("groue/GRDB.swift", "7.10.0", "GRDB"),
    Dependency("vapor/jwt-kit", "5.7.1", "JWTKit"),
    Dependency("apple/swift-log", "1.16.2", "Logging"),
    Dependency("apple/swift-metrics", "2.13.0", "Metrics", "CoreMetrics"),
    Dependency("apple/swift-nio", "2.101.2", "NIOCore", "NIOPosix"),
    Dependency("apple/swift-http-types", "1.8.0", "HTTPTypes"),
    Dependency("apple/swift-crypto", "4.5.2", "Crypto"),
    Dependency("swift-server/swift-service-lifecycle", "2.13.0", "ServiceLifecycle", "UnixSignals"),
    Dependency("apple/swift-argument-parser", "1.8.2", "ArgumentParser"),
]
