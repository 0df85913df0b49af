import Foundation

/// What a new password must be.
public struct PasswordPolicy: Sendable, Equatable {
    /// Unicode code points.
    public var length: ClosedRange<Int>

    public init(length: ClosedRange<Int>) { self.length = length }

    /// What is wrong with a password, or nil.
    /// - Parameters:
    ///   - login: may not be the password too.
    ///   - pointer: JSON pointer of the member that holds it.
    public func violation(of password: String, login: String?, pointer: String) -> Problem.Violation? {
        guard length.contains(password.unicodeScalars.count) else {
            return Problem.Violation(
                pointer: pointer, detail: "must have \(length.lowerBound) to \(length.upperBound) characters",
                code: "range")
        }
        if let login, password.lowercased() == login.lowercased() {
            return Problem.Violation(pointer: pointer, detail: "must differ from the login", code: "pattern")
        }
        if CommonPasswords.contains(password) {
            return Problem.Violation(pointer: pointer, detail: "is one of the most common passwords", code: "pattern")
        }
        return nil
    }
}
