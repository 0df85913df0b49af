import Foundation
import Testing

@testable import Platform

@Suite struct ServiceConfigurationTests {
    private func configuration(_ variables: [String: String] = [:], hasAccounts: Bool = true) throws
        -> ServiceConfiguration
    {
        try ServiceConfiguration(variables, service: "users", hasAccounts: hasAccounts)
    }

    private func problems(_ variables: [String: String], hasAccounts: Bool = true) -> [String] {
        do {
            _ = try configuration(variables, hasAccounts: hasAccounts)
            return []
        } catch {
            return (error as? ConfigurationError)?.problems ?? ["\(error)"]
        }
    }

    @Test func hasDefaultsForDevelopment() throws {
        let configuration = try configuration()
        #expect(configuration.environment == .development)
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.databasePath == "state/service.sqlite")
        #expect(configuration.migratesOnStart)
        #expect(configuration.accounts?.tokenIssuer == "users")
        #expect(configuration.accounts?.smtpHost == nil)
    }

    @Test func productionRequiresItsSecretsAndMail() {
        let found = problems(["ENVIRONMENT": "production"])
        for name in ["SIGNING_SECRET", "TOKEN_KEYS", "SMTP_HOST", "MAIL_FROM", "RESET_LINK"] {
            #expect(found.contains { $0.hasPrefix(name) && $0.contains("required in production") }, "\(name)")
        }
        let without = problems(["ENVIRONMENT": "production"], hasAccounts: false)
        #expect(without.count == 1)
    }

    @Test func acceptsACompleteProductionSetting() throws {
        let configuration = try configuration([
            "ENVIRONMENT": "production", "SIGNING_SECRET": String(repeating: "s", count: 32),
            "TOKEN_KEYS": TokenKeys.generate(id: "1"),
            "SMTP_HOST": "localhost", "MAIL_FROM": "a@example.org", "RESET_LINK": "https://example.org/{token}",
            "TRUSTED_PROXIES": "10.0.0.0/8, 127.0.0.1",
        ])
        #expect(!configuration.migratesOnStart)
        #expect(configuration.trustedProxies == ["10.0.0.0/8", "127.0.0.1"])
    }

    @Test func tellsAllProblemsAtOnce() {
        let found = problems([
            "ENVIRONMENT": "test", "PORT": "99999", "DATABASE_READERS": "many", "LOG_LEVEL": "loud",
            "MIGRATE_ON_START": "yes",
            "SIGNING_SECRET": "short", "TOKEN_KEYS": "{}", "SMTP_HOST": "mail.example.org",
            "RESET_LINK": "https://example.org/",
        ])
        for part in [
            "ENVIRONMENT must", "PORT must be a whole number from 0 to 65535", "DATABASE_READERS must",
            "LOG_LEVEL must",
            "MIGRATE_ON_START must", "SIGNING_SECRET must", "TOKEN_KEYS: ", "not a loopback address", "RESET_LINK must",
        ] {
            #expect(found.contains { $0.contains(part) }, "\(part)")
        }
        #expect("\(ConfigurationError(problems: ["A", "B"]))" == "the configuration has 2 problems:\n  A\n  B")
    }

    @Test func readsASecretFromAPrivateFileOnly() throws {
        let folder = TemporaryFolder()
        let secret = String(repeating: "x", count: 40)
        try folder.write("private", secret + "\n", mode: 0o600)
        try folder.write("public", secret, mode: 0o644)
        #expect(try configuration(["SIGNING_SECRET_FILE": folder.file("private")]).signingSecret == secret)
        #expect(problems(["SIGNING_SECRET_FILE": folder.file("public")]).contains { $0.contains("chmod 600") })
        #expect(problems(["SIGNING_SECRET_FILE": folder.file("missing")]).contains { $0.contains("no such file") })
        #expect(
            problems(["SIGNING_SECRET_FILE": folder.file("private"), "SIGNING_SECRET": secret]).contains {
                $0.contains("both set")
            })
    }

    @Test func emptyCountsAsNotSet() throws {
        #expect(try configuration(["PORT": "", "ENVIRONMENT": ""]).port == 8080)
    }

    @Test func noProblemShowsASecret() {
        let found = problems(["SIGNING_SECRET": "hunter2", "TOKEN_KEYS": "hunter2"])
        #expect(!found.isEmpty)
        #expect(!found.contains { $0.contains("hunter2") })
    }

    @Test func developmentSecretsAreMadeOnceForTheirOwner() throws {
        let folder = TemporaryFolder()
        func filled() throws -> ServiceConfiguration {
            var configuration = try configuration(["STATE_DIR": folder.file("state")])
            try DevelopmentSecrets.fill(&configuration)
            return configuration
        }
        let (first, second) = (try filled(), try filled())
        #expect(first.signingSecret?.utf8.count == 43)
        #expect(first.signingSecret == second.signingSecret)
        #expect(first.accounts?.tokenKeys == second.accounts?.tokenKeys)
        #expect(try TokenKeys(jwks: #require(first.accounts?.tokenKeys)).keys.count == 1)
        #expect(try folder.mode(of: "state") == 0o700)
        #expect(try folder.mode(of: "state/token-keys.json") == 0o600)
        #expect(try folder.mode(of: "state/signing-secret") == 0o600)
    }

    @Test func saysThatTheStateFolderCannotBeMade() throws {
        let folder = TemporaryFolder()
        try folder.write("file", "")
        var configuration = try configuration(["STATE_DIR": folder.file("file/state")])
        #expect {
            try DevelopmentSecrets.fill(&configuration)
        } throws: { "\($0)".contains("cannot create the folder") && "\($0)".contains("file/state") }
    }

    @Test func aPrivateFileIsNeverOverwritten() throws {
        let folder = TemporaryFolder()
        try PrivateFile.write(Data("one".utf8), to: folder.file("a"))
        #expect(throws: PrivateFile.Failure.self) { try PrivateFile.write(Data("two".utf8), to: folder.file("a")) }
        #expect(try PrivateFile.read(folder.file("a")) == "one")
        #expect(folder.names == ["a"])
        #expect { try PrivateFile.write(Data(), to: folder.file("no/a")) } throws: { "\($0)".contains("No such file") }
    }
}
