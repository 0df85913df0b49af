import Foundation
import Processes
import Workflow

/// The scratch path in which every generated service of this machine is built, so that a dependency is compiled once.
///
/// SwiftPM's own lock ends with its build, and every service has a product named `Server`: between one service's build
/// and its use another's build would put its own in the same place. So a lock of ours is held over building *and*
/// copying the products into the workspace, and only the copies are executed.
public struct BuildFolder: Sendable {
    /// How a service is built.
    public struct Options: Sendable {
        /// Also compiles the counters that `Coverage` reads.
        public var coverage = false
        /// Compiles the service's own modules even where nothing has changed: the compiler says its warnings only
        /// when it compiles.
        public var fresh = false
        /// Leaves the server out, which saves linking it.
        public var testsOnly = false
        public var timeLimit: Duration = .seconds(1800)

        public init(coverage: Bool = false, fresh: Bool = false, testsOnly: Bool = false) {
            self.coverage = coverage
            self.fresh = fresh
            self.testsOnly = testsOnly
        }
    }

    public let path: String
    let supervisor: Supervisor

    /// - Parameter path: nil means `$FIVEGATE_BUILD`, or a folder in the user's cache that belongs to this toolchain
    ///   and these versions of the dependencies.
    public init(_ supervisor: Supervisor, path: String) {
        self.supervisor = supervisor
        self.path = path
    }

    /// The folder for a service.
    /// - Parameter package: the service's folder, whose `Package.swift` names its dependencies.
    public static func standard(for package: String, _ supervisor: Supervisor) async throws -> BuildFolder {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["FIVEGATE_BUILD"] { return BuildFolder(supervisor, path: path) }
        let version = try await supervisor.run(Command("swift", ["--version"], timeLimit: .seconds(60))).successful()
        let manifest = try String(contentsOfFile: package + "/Package.swift", encoding: .utf8)
        let cache = environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? "")/.cache"
        return BuildFolder(
            supervisor,
            path: "\(cache)/fivegate/build/\(key(toolchain: version.output.text, manifest: manifest))")
    }

    /// 16 digits that differ when the toolchain or a dependency does.
    static func key(toolchain: String, manifest: String) -> String {
        let dependencies = manifest.split(separator: "\n").filter { $0.contains(".package(url:") }
        return String(SHA256Digest.of(Data((toolchain + dependencies.joined(separator: "\n")).utf8)).prefix(16))
    }

    /// Builds everything, tests included, or just the tests, and copies the products.
    /// - Parameters:
    ///   - package: the service's folder, an absolute path.
    ///   - destination: where the copies go; made if need be.
    /// - Returns: the build; `products` is nil when it failed.
    public func build(_ package: String, into destination: String, _ options: Options = .init()) async throws -> Build {
        // The compiler names its files by this path; a `//` in it would make them somebody else's.
        let package = (package as NSString).standardizingPath
        let products = Products(folder: destination, package: try Self.name(of: package))
        let target = options.testsOnly ? ["--product", products.testProduct] : ["--build-tests"]
        let lock = try await FileLock.acquire(path + ".lock")
        try forgetPlan(unlessOf: package)
        if options.fresh { try forget(package) }
        var environment: [String: String?] = ["SWIFT_DETERMINISTIC_HASHING": "1", "COVERAGE": nil, "CI": nil]
        if options.coverage { environment["COVERAGE"] = "1" }
        let outcome = try await supervisor.run(
            Command(
                "swift", ["build"] + target + ["--scratch-path", path], directory: package,
                environment: environment, timeLimit: options.timeLimit, mergesErrors: true))
        if outcome.isSuccess { try copy(products, withServer: !options.testsOnly) }
        _ = consume lock
        return Build(
            outcome: outcome, diagnostics: BuildDiagnostic.reading(outcome.output.text, folder: package),
            products: outcome.isSuccess ? products : nil)
    }

    /// Holds the lock while something else builds here.
    public func exclusively<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let lock = try await FileLock.acquire(path + ".lock")
        let value = try await body()
        _ = consume lock
        return value
    }

    /// Removes the plan that lies here when it is another package's. SwiftPM goes by it as long as nothing that it names has
    /// changed: it would build that package, and call the build of this one complete.
    /// - Parameter configuration: `debug` or `release`.
    func forgetPlan(_ configuration: String = "debug", unlessOf package: String) throws {
        let file = "\(path)/\(configuration).yaml"
        guard let plan = FileManager.default.contents(atPath: file) else { return }
        if plan.range(of: Data("\"\(package)/Package.swift\"".utf8)) == nil {
            try FileManager.default.removeItem(atPath: file)
        }
    }

    /// Removes what was compiled of the package's own targets; what the planned build reads stays.
    private func forget(_ package: String) throws {
        let files = FileManager.default
        for folder in ["Sources", "Tests"] {
            for target in (try? files.contentsOfDirectory(atPath: "\(package)/\(folder)")) ?? [] {
                let compiled = "\(path)/debug/\(target).build"
                for file in (try? files.contentsOfDirectory(atPath: compiled)) ?? []
                where [".o", ".swiftdeps", ".priors", ".dia"].contains(where: file.hasSuffix) {
                    try files.removeItem(atPath: "\(compiled)/\(file)")
                }
            }
        }
    }

    private func copy(_ products: Products, withServer: Bool) throws {
        let files = FileManager.default
        let staging = "\(products.folder).\(UUID().uuidString)"
        try files.createDirectory(atPath: staging, withIntermediateDirectories: true)
        for product in [products.tests] + (withServer ? [products.server] : []) {
            let file = (product as NSString).lastPathComponent
            guard files.fileExists(atPath: "\(path)/debug/\(file)") else { continue }
            try files.copyItem(atPath: "\(path)/debug/\(file)", toPath: "\(staging)/\(file)")
        }
        // Renamed into place, so that a folder of this name is always complete.
        try? files.removeItem(atPath: products.folder)
        try files.moveItem(atPath: staging, toPath: products.folder)
    }

    /// The name of a package, as its manifest has it.
    public static func name(of package: String) throws -> String {
        let manifest = try String(contentsOfFile: package + "/Package.swift", encoding: .utf8)
        guard let name = manifest.firstMatch(of: /let package = Package\(\s*name:\s*"([^"]+)"/)?.1 else {
            throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: package + "/Package.swift"])
        }
        return String(name)
    }
}

/// A build that has ended.
public struct Build: Sendable {
    public var outcome: Outcome
    /// Those of the package's own sources; of what was compiled in this build only.
    public var diagnostics: [BuildDiagnostic]
    /// Nil: it failed.
    public var products: Products?
}

/// Copies of what a build made, safe to execute while others build.
public struct Products: Sendable, Hashable {
    public var folder: String
    /// The package's name.
    public var package: String

    public init(folder: String, package: String) {
        self.folder = folder
        self.package = package
    }

    /// Not there after a build of the tests only.
    public var server: String { folder + "/Server" }
    public var tests: String { "\(folder)/\(testProduct).xctest" }
    /// As SwiftPM names it.
    var testProduct: String { package + "PackageTests" }
}
