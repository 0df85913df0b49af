import Blueprint
import Brief
import Source

/// `docs/` of the service: for those who call it and for those who run it. Everything is printed from the cases of the test plan and
/// from what the renderer itself knows; the examples are executed by an instrument.
func documentFiles(_ blueprint: Blueprint) -> [RenderedFile] {
    let examples = blueprint.documentedExamples()
    return references(blueprint, examples) + [
        gettingStarted(blueprint, examples), authenticationGuide(blueprint), errorGuide(blueprint),
        rateLimitGuide(blueprint.brief), runbook(blueprint, alerts(blueprint)), handover(blueprint),
    ]
}

private func references(_ blueprint: Blueprint, _ examples: [String: DocumentedExample]) -> [RenderedFile] {
    var pages: [(path: String, endpoints: [Endpoint])] = []
    var places: [String: Int] = [:]
    for endpoint in blueprint.endpoints {
        let path = referencePath(endpoint)
        if let place = places[path] {
            pages[place].endpoints.append(endpoint)
        } else {
            places[path] = pages.count
            pages.append((path, [endpoint]))
        }
    }
    return pages.concurrentMap { page in
        let isAccounts = page.path == "reference/own-account.md"
        return referencePage(
            isAccounts ? "Accounts" : MarkdownText.inline(page.endpoints[0].resource), path: "docs/" + page.path,
            page.endpoints, examples)
    }
}
