import Brief

extension CaseWriter {
    mutating func getCases() {
        allowCases { writer, scene, slug, title in
            let answer = Answer(
                status: 200, headers: [.init("ETag", .present)], body: writer.model.answer(scene.target))
            writer.add(
                slug, title, [writer.allowID], scene.world, [Step(request: writer.request(scene), expect: answer)],
                unchanged: true)
        }
        if case .me = endpoint.kind { sessionCases() } else { missingCases() }
        guard let scene = allowedScene(full: true) else { return }
        let hidden = resource.fields.filter { $0.isHidden || $0.isWriteonly }.map { id($0.name, "hidden") }
        add(
            "full", "every field is answered", [allowID] + hidden, scene.world,
            [Step(request: request(scene), expect: Answer(status: 200, body: model.answer(scene.target)))],
            unchanged: true)
        let fresh = request(scene, headers: [.init("If-None-Match", "\"1\"")])
        add(
            "notModified", "the version that the caller has", [allowID], scene.world,
            [Step(request: fresh, expect: Answer(status: 304, body: .empty))], unchanged: true)
    }

    /// A token is good only while its session and its account are.
    private mutating func sessionCases() {
        guard let auth = model.brief.auth, let scene = allowedScene() else { return }
        var ended = request(scene)
        ended.identity = .revokedSession(Wire.text(scene.target.id))
        add(
            "session.ended", "a session that was ended", [allowID], scene.world,
            [Step(request: ended, expect: .problem(401))], unchanged: true)
        guard let unfit = unfit(scene, auth) else { return }
        add(
            "session.refused", "an account that may not stay in", ["auth.when"], unfit.world,
            [Step(request: request(unfit), expect: .problem(401))], unchanged: true)
    }
}
