import Brief

extension CaseWriter {
    mutating func pageCases(_ scene: Scene) {
        let all = rows(scene).map { model.answer($0) }
        let id = ["\(endpoint.id).page"]
        switch resource.listing.page {
        case .none: return
        case .cursor(_, let maximum):
            guard all.count >= 3, maximum >= 2 else { break }
            let first = Step(
                request: request(scene, query: [.init("limit", "2")]),
                expect: Answer(
                    status: 200, headers: [.init("Link", .present)],
                    body: .object(
                        [.init("items", .array(Array(all.prefix(2)))), .init("next", .present)], exact: false)))
            func follow(_ member: String, _ rows: [Matcher]) -> Step {
                var next = request(scene, query: [.init("limit", "2")])
                next.follows = member
                return Step(request: next, expect: Answer(status: 200, body: page(rows)))
            }
            add(
                "page.walk", "forward and back again", id, scene.world,
                [first, follow("next", Array(all.dropFirst(2).prefix(2))), follow("prev", Array(all.prefix(2)))])
            refusedQuery("page.cursor", "a cursor that is none", id, scene, [.init("cursor", "bm90IGEgY3Vyc29y")])
        case .offset(_, let maximum, _):
            guard all.count >= 3, maximum >= 2 else { break }
            let step = Step(
                request: request(scene, query: [.init("limit", "2"), .init("offset", "1")]),
                expect: Answer(status: 200, body: page(Array(all.dropFirst().prefix(2)))))
            add("page.offset", "rows from the second on", id, scene.world, [step])
            refusedQuery("page.offset.negative", "an offset below zero", id, scene, [.init("offset", "-1")])
        }
        refusedQuery("page.limit.zero", "a limit of zero", id, scene, [.init("limit", "0")])
        refusedQuery("page.limit.negative", "a negative limit", id, scene, [.init("limit", "-1")])
        refusedQuery("page.limit.text", "a limit that is no number", id, scene, [.init("limit", "many")])
        add(
            "page.limit.large", "a limit above the maximum counts as the maximum", id, scene.world,
            [
                Step(
                    request: request(scene, query: [.init("limit", "1000000")]),
                    expect: Answer(status: 200, body: page(Array(all.prefix(pageMaximum)))))
            ])
    }

    /// Rows that are answered where no limit is asked for.
    var pageDefault: Int {
        switch resource.listing.page {
        case .cursor(let count, _), .offset(let count, _, _): count
        case .none: .max
        }
    }

    private var pageMaximum: Int {
        switch resource.listing.page {
        case .cursor(_, let maximum), .offset(_, let maximum, _): maximum
        case .none: .max
        }
    }

    mutating func refusedQueries(_ scene: Scene) {
        refusedQuery(
            "query.unknown", "a parameter that is not known", [allowID], scene, [.init("unknownParameter", "1")])
        if !resource.listing.sort.isEmpty {
            refusedQuery(
                "sort.unknown", "a sort that is not offered", ["\(endpoint.id).sort.\(resource.listing.sort[0])"],
                scene,
                [.init("sort", "unknownField")])
        }
    }

    private mutating func refusedQuery(
        _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene, _ query: [Request.Pair]
    ) {
        add(
            slug, title, requirements, scene.world,
            [Step(request: request(scene, query: query), expect: .problem(400))],
            unchanged: true)
    }
}
