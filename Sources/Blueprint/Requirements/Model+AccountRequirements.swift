import Brief

extension Model {
    func accountRequirements() -> [Requirement] {
        guard let auth = brief.auth else { return [] }
        let operations = Set(auth.endpoints.map(\.operation))
        func ids(_ wanted: [Auth.Operation]) -> [String] {
            wanted.filter(operations.contains).map { "auth." + $0.rawValue }
        }
        var result = auth.endpoints.map {
            Requirement(
                id: "auth." + $0.operation.rawValue, text: $0.operation.purpose,
                operations: ["auth." + $0.operation.rawValue])
        }
        let length = auth.passwordLength
        let takingPasswords = ids([.register, .reset, .password])
        result.append(
            Requirement(
                id: "auth.password.range",
                text: "A password has \(length.lowerBound) to \(length.upperBound) characters",
                // Where none is ever chosen, no request can show the range.
                removable: takingPasswords.isEmpty ? nil : .passwordRange, operations: takingPasswords))
        result.append(
            Requirement(
                id: "auth.password.common", text: "Common passwords are refused",
                operations: takingPasswords))
        if let when = auth.when {
            result.append(
                Requirement(
                    id: "auth.when", text: "Only an account with \(when.text) may sign in and stay in",
                    removable: .accountCondition,
                    operations: ids([.login, .refresh]) + (auth.me == nil ? [] : ["me.get"])))
        }
        if let lockout = auth.lockout {
            result.append(
                Requirement(
                    id: "auth.lockout",
                    text: "\(lockout.failures) failures within \(lockout.window.count) s lock an account",
                    operations: ids([.login])))
        }
        if auth.refresh != nil, operations.contains(.refresh) {
            result.append(
                Requirement(
                    id: "auth.refresh.reuse", text: "A refresh token used twice ends its session",
                    operations: ids([.refresh])))
        }
        return result
    }
}

extension Auth.Operation {
    var purpose: String {
        switch self {
        case .register: "Makes an account and signs it in"
        case .login: "Signs in; one answer for unknown, wrong, locked and refused accounts"
        case .refresh: "Exchanges a refresh token for a new session's tokens, once"
        case .logout: "Ends the session"
        case .forgot: "Sends a reset token; one answer for known and unknown accounts"
        case .reset: "Sets a new password by a reset token and ends every session"
        case .password: "Changes the password and ends the other sessions"
        }
    }
}
