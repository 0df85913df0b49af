import Foundation

/// Which rule this process goes without.
let mutant = ProcessInfo.processInfo.environment["MUTANT"] ?? ""

public func mayRead(_ role: String) -> Bool { mutant == "Thing.read.allow" || role == "admin" }

public func mayWrite(_ role: String) -> Bool { mutant == "Thing.write.allow" || role == "admin" }

/// Says which of two services it belongs to.
public let name = "tiny"

public func neverCalled(_ number: Int) -> Int {
    if number > 1 {
        return number
    }
    return 0
}
