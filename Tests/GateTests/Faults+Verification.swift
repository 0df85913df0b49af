import Foundation
import Roles

extension Fault {
    /// Of the running service.
    static let verification = [
        Fault("verification.scenarios-pass", "an ownership check is dropped", dropOwnership),
        Fault("verification.contract-holds", "the document promises 202 where 204 is answered") { copy in
            try copy.edit("openapi.yaml") {
                $0.replacing("        \"204\":", with: "        \"202\":", maxReplacements: 1)
            }
        },
        Fault("verification.latency", "a read of the database takes 60 ms", overload),
        Fault("verification.throughput", "a read of the database takes 60 ms", overload),
        Fault("verification.errors", "one request in fifty is answered with 500", overload),
        Fault("verification.memory", "the server keeps 600 MB", overload),
        Fault("verification.database", "a read of the database takes 60 ms", overload),
        Fault("verification.processor", "each request takes another 17 ms of a processor", decay),
        Fault("verification.no-severe-finding", "access tokens never expire", decay),
        Fault("verification.no-secrets", "an AWS key was committed, and removed again") { copy in
            try copy.write("key: AKIA\("QW7TZ3RXN5LPD2VK")\n", to: "notes.yaml")
            try await copy.commit("Add notes")
            try copy.remove("notes.yaml")
            try await copy.commit("Remove notes")
        },
        Fault("verification.examples-answer", "a page prints 200 where 204 is answered") { copy in
            let page = try copy.files(in: "docs/reference", suffix: ".md").first {
                try copy.text($0).contains("Answer: 204")
            }
            try copy.edit(page ?? "") { $0.replacing("Answer: 204", with: "Answer: 200", maxReplacements: 1) }
        },
        Fault("verification.guides-work", "the runbook names a command that there is not") { copy in
            try copy.edit("docs/runbook.md") { $0 + "\n```sh\n\"$SERVER\" fly\n```\n" }
        },
    ]

    static let dropOwnership: @Sendable (Planted) throws -> Void = { copy in
        try copy.edit(try ownershipRules(of: copy)) { $0.replacing(ownershipCheck, with: "true") }
    }

    /// All that load can show, planted together, so that it is built and measured once.
    static let overload: @Sendable (Planted) throws -> Void = { copy in
        try copy.edit("Sources/Platform/Database/MeteredDatabase.swift") {
            "import Foundation\n"
                + $0.replacing(
                    "let begun = reads.begin(asked)\n",
                    with: "let begun = reads.begin(asked)\n            Thread.sleep(forTimeInterval: 0.06)\n")
        }
        try copy.edit("Sources/Platform/HTTP/Pipeline.swift") {
            $0.replacing(
                "let started = ContinuousClock.now\n",
                with: """
                    let started = ContinuousClock.now
                    if Int.random(in: 0..<50) == 0 { return Reply(.internalServerError) }

                    """, maxReplacements: 1)
        }
        try copy.edit("Sources/Platform/Commands/ServeCommand.swift") {
            $0.replacing(
                "    func run() async throws {\n",
                with: """
                        func run() async throws {
                            let kept = [UInt8](repeating: 1, count: 600 << 20)
                            defer { withExtendedLifetime(kept) {} }

                    """)
        }
    }

    /// Two faults that do not touch one another, planted together, so that they are built once.
    static let decay: @Sendable (Planted) throws -> Void = { copy in
        try copy.edit("Sources/Platform/HTTP/Pipeline.swift") {
            $0.replacing(
                "let started = ContinuousClock.now\n",
                with: """
                    let started = ContinuousClock.now
                    while ContinuousClock.now - started < .milliseconds(17) {}

                    """, maxReplacements: 1)
        }
        try copy.edit("Sources/Platform/Accounts/AccessTokens.swift") {
            $0.replacing(/guard now < (claims\.)?expiresAt else \{ throw Refusal\.expired \}/, with: "")
        }
    }

    static var ownershipCheck: Regex<Substring> { /Rule\.same\(caller\.id, row\.\w+\)/ }

    /// The first file of rules that asks whose a row is.
    static func ownershipRules(of copy: Planted) throws -> String {
        try copy.files(in: "Sources/API", suffix: "Rules.swift").first {
            try copy.text($0).contains(ownershipCheck)
        } ?? ""
    }
}
