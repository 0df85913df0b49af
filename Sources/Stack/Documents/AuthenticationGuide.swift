import Blueprint
import Brief
import Source

/// `docs/authentication.md`
func authenticationGuide(_ blueprint: Blueprint) -> RenderedFile {
    let brief = blueprint.brief
    guard let auth = brief.auth else {
        return RenderedFile(
            "docs/authentication.md", "# Authentication\n\nThis service has no accounts: no request needs a token.\n")
    }
    let operations = blueprint.endpoints.filter { endpoint in
        switch endpoint.kind {
        case .account, .me: true
        default: false
        }
    }
    return RenderedFile(
        "docs/authentication.md",
        """
        # Authentication

        A caller signs in with `\(auth.login)` and password and gets an access token, which each further request carries:
        `Authorization: Bearer <token>`.

        | what | how long or how many |
        |---|---|
        | access token (a JWT; treat it as opaque) | \(length(auth.access)) |
        \(auth.refresh.map { "| refresh token (opaque) | \(length($0)) |\n" } ?? "")| password | \
        \(auth.passwordLength.lowerBound) to \(auth.passwordLength.upperBound) characters, none of the common ones |
        \(auth.lockout.map { "| failed attempts before an account is locked | \($0.failures) in \(length($0.window)) |\n" } ?? "")
        ## Operations

        | operation | | |
        |---|---|---|
        \(operations.map { "| [\(MarkdownText.inline($0.id))](\(referencePath($0))) | `\($0.method) \($0.path)` | \($0.successStatus) |" }
            .joined(separator: "\n"))

        ## What to know

        - An unknown account, a wrong password and a locked account get the same answer, 401 with the type
          `/problems/bad-credentials`. Whether an account exists cannot be learnt from it.
        - A token that is refused is answered with 401 and the type `/problems/invalid-token`. \(renewal(auth))
        - A change of role, a suspension or a sign-out takes effect on the next request, at most a second later where several
          instances run.
        - Keep tokens out of URLs and logs.

        """)
}

private func renewal(_ auth: Auth) -> String {
    auth.refresh == nil
        ? "Sign in again."
        : "Exchange the refresh token for a new pair; each works once, and a second use ends the session."
}

/// `15 minutes`
func length(_ seconds: Seconds) -> String {
    let units = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
    let (size, name) = units.first { seconds.count >= $0.0 && seconds.count % $0.0 == 0 } ?? (1, "second")
    let count = seconds.count / size
    return "\(count) \(name)\(count == 1 ? "" : "s")"
}
