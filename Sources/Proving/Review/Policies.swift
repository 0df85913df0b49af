/// Counts the routes of a service that nothing says who may use.
///
/// A route's policy is the `allow:` that its endpoint hands to the resource; `get` and `getMe` use the one that a
/// `Resource` cannot be made without; account operations are the Platform's and have theirs there.
public enum Policies {
    static let unit = "routes without"

    /// - Parameters:
    ///   - files: of `Sources/API`.
    ///   - operations: every operation of the service.
    ///   - open: those that the brief opens to anyone.
    public static func read(_ files: [SourceFile], operations: [String], open: Set<String> = []) -> Reading {
        if operations.isEmpty { return .notMeasured("there are no operations", unit: unit) }
        var guarded: Set<String> = []
        for file in files {
            let tokens = SwiftLexer.tokens(of: file.text)
            for endpoint in endpoints(in: tokens)
            where hasPolicy(endpoint.body, isOpen: open.contains(endpoint.operation)) {
                guarded.insert(endpoint.operation)
            }
            guarded.formUnion(accountOperations(in: tokens))
        }
        return .counting(operations.filter { !guarded.contains($0) }.map { "\($0) has no policy" }, unit)
    }

    private struct Declaration {
        var operation: String
        /// The tokens of its closure.
        var body: ArraySlice<SwiftToken>
    }

    /// `Endpoint("User.update", .patch, …) { call in … }`
    private static func endpoints(in tokens: [SwiftToken]) -> [Declaration] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "Endpoint", index + 2 < tokens.count, tokens[index + 1].text == "(",
                case .string(isInterpolated: false) = tokens[index + 2].kind,
                let close = Brackets.closing(index + 1, in: tokens), close + 1 < tokens.count,
                tokens[close + 1].text == "{", let end = Brackets.closing(close + 1, in: tokens)
            else { return nil }
            return Declaration(operation: tokens[index + 2].text, body: tokens[(close + 2)..<end])
        }
    }

    private static func hasPolicy(_ body: ArraySlice<SwiftToken>, isOpen: Bool) -> Bool {
        let words = body.map(\.text)
        for index in words.indices {
            let rest = words[index...]
            if rest.starts(with: ["resource", ".", "get", "("]) || rest.starts(with: ["resource", ".", "getMe", "("]) {
                return true
            }
            if rest.starts(with: ["allow", ":", ".", "anyone"]) { return isOpen }
            if rest.starts(with: ["allow", ":"]) { return true }
        }
        return false
    }

    /// `extension AccountEndpoints { static func login(_ accounts: Accounts) -> Endpoint { .login("/v1/…", accounts: …`
    private static func accountOperations(in tokens: [SwiftToken]) -> [String] {
        guard tokens.contains(where: { $0.text == "AccountEndpoints" }) else { return [] }
        return tokens.indices.compactMap { index in
            guard tokens[index].text == "func", index + 1 < tokens.count,
                let open = tokens[index...].firstIndex(where: { $0.text == "{" }),
                let end = Brackets.closing(open, in: tokens),
                tokens[open...end].map(\.text).firstRange(of: ["accounts", ":", "accounts"]) != nil
            else { return nil }
            return "auth." + tokens[index + 1].text.replacing("`", with: "")
        }
    }
}
