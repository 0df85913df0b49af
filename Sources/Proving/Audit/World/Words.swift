import Blueprint
import Foundation

/// What names of operations give away: without rules, names are all that a document says of intent. Operations of accounts
/// that were rendered by us are known by their ids.
enum Words {
    private static let account = [
        "login", "signin", "logout", "signout", "register", "signup", "password", "refresh", "token", "forgot", "reset",
        "verify", "otp", "session",
    ]
    private static let command = [
        "create", "delete", "remove", "reset", "populate", "drop", "seed", "init", "logout", "signout", "truncate",
        "purge", "wipe", "restart", "shutdown", "revoke", "destroy", "clear",
    ]
    private static let people = [
        "user", "account", "member", "customer", "profile", "person", "owner", "author", "employee", "patient",
    ]
    private static let privileged = [
        "admin", "administrator", "administration", "internal", "debug", "manage", "management", "superuser", "staff",
        "moderator", "backoffice", "operator",
    ]

    /// Signing in and out, and what belongs to it.
    static func isAccountMatter(_ operation: SurfaceOperation) -> Bool {
        if operation.id.hasPrefix("auth.") { return true }
        let last = operation.path.split(separator: "/").filter { !$0.contains("{") }.suffix(2).joined(separator: " ")
        return contains(last, account)
    }

    /// A GET that does something.
    static func isCommand(_ operation: SurfaceOperation) -> Bool {
        operation.method == "GET"
            && parts(operation.path.split(separator: "/").last.map(String.init) ?? "").contains { word in
                command.contains { word.hasPrefix($0) && word != "initial" && word != "created" && word != "deleted" }
            }
    }

    static func isPerson(_ name: String) -> Bool { contains(name, people) || name.normalName == "email" }

    /// The document marks it as somebody's with more rights.
    static func isPrivileged(_ operation: SurfaceOperation) -> Bool {
        let text = parts("\(operation.path) \(operation.words) \(operation.id)")
        return text.contains { word in privileged.contains(word) || word == "admins" }
    }

    static func isLogin(_ operation: SurfaceOperation) -> Bool {
        let last = operation.path.split(separator: "/").last?.lowercased()
        return operation.id == "auth.login"
            || operation.method == "POST"
                && (contains(operation.path, ["login", "signin", "authenticate"]) || last == "token")
    }

    static func isRegistration(_ operation: SurfaceOperation) -> Bool {
        operation.id == "auth.register"
            || operation.method == "POST" && contains(operation.path, ["register", "signup", "registration"])
    }

    /// Makes an account without saying so: a password is sent to where people are listed.
    static func makesAccount(_ operation: SurfaceOperation) -> Bool {
        guard operation.method == "POST", let body = operation.body,
            let last = operation.path.split(separator: "/").last,
            isPerson(String(last))
        else { return false }
        let examples = body.examples + [body.schema["example"]].compactMap(\.self)
        return ((SchemaNames.properties(body.schema) ?? []) + examples.flatMap(\.members)).contains {
            $0.name.isPasswordName
        }
    }

    /// Lower-case words: camel case, dashes and dots part them.
    static func parts(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in text {
            if !character.isLetter || (character.isUppercase && wasLower) {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if character.isLetter { word.append(character) }
            wasLower = character.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    private static func contains(_ text: String, _ words: [String]) -> Bool {
        let text = text.normalName
        return words.contains { text.contains($0) }
    }
}
