import Foundation
import Roles

extension Fault {
    /// Of the running service.
    static let verification = [
        Fault("verification.scenarios-pass", "an ownership check is dropped") { copy in
            try copy.edit(try ownershipRules(of: copy)) { $0.replacing(ownershipCheck, with: "true") }
        },
        Fault("verification.no-severe-finding", "access tokens never expire") { copy in
            try copy.edit("Sources/Platform/Accounts/AccessTokens.swift") {
                $0.replacing(/guard now < (claims\.)?expiresAt else \{ throw Refusal\.expired \}/, with: "")
            }
        },
    ]

    static var ownershipCheck: Regex<Substring> { /Rule\.same\(caller\.id, row\.\w+\)/ }

    /// The first file of rules that asks whose a row is.
    static func ownershipRules(of copy: Planted) throws -> String {
        try copy.files(in: "Sources/API", suffix: "Rules.swift").first {
            try copy.text($0).contains(ownershipCheck)
        } ?? ""
    }
}
