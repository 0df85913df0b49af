import Blueprint
import Brief
import Source

/// `docs/reference/`: a page for the accounts and one for each resource, with every operation, its parameters and an example.
func referencePage(_ title: String, path: String, _ endpoints: [Endpoint], _ examples: [String: DocumentedExample])
    -> RenderedFile
{
    let sections = endpoints.map { section($0, examples[$0.id]) }
    return RenderedFile(
        path,
        """
        # \(title)

        Examples read `BASE_URL`, where the service is (`http://127.0.0.1:8080`), and `TOKEN`, an access token; [getting
        started](../getting-started.md) shows how to get one. Values that the service makes up (ids, times, tokens) differ in yours.

        \(sections.joined(separator: "\n"))
        """)
}

/// Where an operation is described, below `docs/`.
func referencePath(_ endpoint: Endpoint) -> String {
    switch endpoint.kind {
    case .account, .me: "reference/own-account.md"
    case .resource, .action: "reference/\(endpoint.resource).md"
    }
}

private func section(_ endpoint: Endpoint, _ example: DocumentedExample?) -> String {
    var text = """
        ## \(MarkdownText.inline(endpoint.id))

        `\(endpoint.method) \(endpoint.path)` \(authentication(endpoint))\n
        """
    text += parameters(endpoint)
    if let members = endpoint.body?.members, !members.isEmpty {
        text += "\n| member | | |\n|---|---|---|\n" + members.map(member).joined()
    }
    guard let example else { return text + "\nNo case of the test plan succeeds: the brief lets nobody do this.\n" }
    let code = ExampleCode(example: example)
    text += "\n```sh\n\(code.curl)\n```\n"
    text += "\nAnswer: \(example.expect.status)\n"
    if let body = example.body { text += "\n```json\n\(body.jsonText)```\n" }
    let others = [
        ("JavaScript", "javascript", code.javaScript), ("Python", "python", code.python), ("Java", "java", code.java),
        ("Swift", "swift", code.swift),
    ]
    for (name, tag, program) in others {
        text += "\n<details><summary>\(name)</summary>\n\n```\(tag)\n\(program)\n```\n\n</details>\n"
    }
    return text
}

private func authentication(_ endpoint: Endpoint) -> String {
    switch endpoint.authentication {
    case .none: "needs no token."
    case .optional: "answers without a token too, where the rules let anyone in."
    case .required: "needs an access token."
    }
}

private func parameters(_ endpoint: Endpoint) -> String {
    if endpoint.query.isEmpty { return "" }
    let names = endpoint.query.map { "`\($0.name)`" }.joined(separator: ", ")
    return "\nParameters: \(names). `openapi.yaml` has their types.\n"
}

private func member(_ member: BodyShape.Member) -> String {
    var words: [String] = []
    if member.field.isNullable { words.append("may be null") }
    if member.field.isUnique { words.append("unique") }
    return "| \(MarkdownText.code(member.field.name)) | \(member.isRequired ? "required" : "optional") "
        + "| \(words.joined(separator: ", ")) |\n"
}
