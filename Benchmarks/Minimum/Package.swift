// swift-tools-version: 6.2
import PackageDescription

// The hand-written minimum that the generated service is measured against: the same libraries and versions, the same
// query, the same JSON, the token checked, and none of the conventions.
let package = Package(
    name: "Minimum",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        .executableTarget(
            name: "Minimum",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ])
    ]
)
