import Blueprint
import Brief
import Source

/// `docs/getting-started.md`: from nothing to the first answer. Its `sh` blocks are executed, in order, on a seeded service.
func gettingStarted(_ blueprint: Blueprint, _ examples: [String: DocumentedExample]) -> RenderedFile {
    let brief = blueprint.brief
    let pages = blueprint.endpoints.map(referencePath).reduce(into: [String]()) { paths, path in
        if !paths.contains(path) { paths.append(path) }
    }
    return RenderedFile(
        "docs/getting-started.md",
        """
        # Getting started with \(MarkdownText.inline(brief.title))

        `make seed` and `make run` in the service's folder start it at `http://127.0.0.1:8080` with example data. Then:

        ```sh
        export BASE_URL="${BASE_URL:-http://127.0.0.1:8080}"
        curl -fsS "$BASE_URL"/livez
        ```
        \(signIn(brief))
        ## Where to go on

        - [Authentication](authentication.md): tokens, how long they live, how to renew them.
        - [Errors](errors.md) and [rate limits](rate-limits.md): what an answer that is not a success says.
        - What changes for clients is in the [changelog](../CHANGELOG.md).
        - The operations, each with an example in curl, JavaScript, Python, Java and Swift:
        \(pages.map { "  - [\(MarkdownText.inline(String($0.dropFirst("reference/".count).dropLast(3))))](\($0))" }.joined(separator: "\n"))
        - The running service answers `/docs` (to try it in a browser), `/docs/guides/getting-started.md` (these pages), `/openapi.yaml`
          and `/openapi.json`.

        """)
}

/// With the demo account of the highest role that `seed` makes.
private func signIn(_ brief: Brief) -> String {
    guard let auth = brief.auth, let login = auth.endpoints.first(where: { $0.operation == .login }) else { return "" }
    let role = auth.roleField == nil ? "demo" : brief.roles.last ?? "demo"
    let isEmail = brief.resource(auth.subject)?.fields.first { $0.name == auth.login }?.type == .email
    let body: JSON = .object([
        .init(auth.login, .string(isEmail == true ? "\(role)@example.org" : role)),
        .init("password", "correct horse battery"),
    ])
    var text = """

        Sign in with a demo account, and keep the access token:

        ```sh
        TOKEN=$(curl -fsS "$BASE_URL"\(ShellText.word(brief.basePath + login.path)) -H 'Content-Type: application/json' \\
          --data-raw \(ShellText.word(body.compactText)) \\
          | sed 's/.*"accessToken":"\\([^"]*\\).*/\\1/')
        export TOKEN
        test -n "$TOKEN"
        ```

        """
    if let me = auth.me {
        text += """

            Ask who you are:

            ```sh
            curl -fsS "$BASE_URL"\(ShellText.word(brief.basePath + me)) -H "Authorization: Bearer $TOKEN"
            ```

            """
    }
    return text
}
