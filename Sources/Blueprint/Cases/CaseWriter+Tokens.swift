import Brief

extension CaseWriter {
    private static let token = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    private static let unknown = "____________________________________________".prefix(43)

    mutating func refreshCases(_ auth: Auth) {
        guard let lifetime = auth.refresh, let scene = accountScene() else { return }
        let account = Wire.text(scene.target.id)
        let body: JSON = ["refreshToken": .string(Self.token)]
        let refused = Answer.problem(401, code: "invalid-token")
        func world(_ token: Given.RefreshToken) -> World {
            var world = scene.world
            world.refreshTokens = [token]
            return world
        }
        let live = Given.RefreshToken(token: Self.token, account: account, expiresIn: lifetime.count)
        let good = session(scene.target)
        add("success", "a token is exchanged", ["auth.refresh"], world(live), [call(scene, body, good)])
        add(
            "reuse", "its second use ends the session", ["auth.refresh.reuse"], world(live),
            [call(scene, body, good), call(scene, body, refused)], revoked: [account])
        for (slug, title, token) in [
            (
                "used", "a token that was used",
                Given.RefreshToken(token: Self.token, account: account, isUsed: true, expiresIn: 60)
            ),
            (
                "expired", "a token that is too old",
                Given.RefreshToken(token: Self.token, account: account, expiresIn: -1)
            ),
        ] {
            let id = slug == "used" ? "auth.refresh.reuse" : "auth.refresh"
            add(slug, title, [id], world(token), [call(scene, body, refused)])
        }
        add(
            "unknown", "a token that nobody was given", ["auth.refresh"], scene.world,
            [call(scene, ["refreshToken": .string(String(Self.unknown))], refused)])
        if let unfit = unfit(scene, auth) {
            var world = unfit.world
            world.refreshTokens = [live]
            add("refused", "an account that may not stay in", ["auth.when"], world, [call(unfit, body, refused)])
        }
        refuse(
            "missing", "without a token", ["auth.refresh"], scene, [:], .invalid("/refreshToken", "required"))
        refuse(
            "type", "a token that is no text", ["auth.refresh"], scene, ["refreshToken": 7],
            .invalid("/refreshToken", "type"))
    }

    mutating func logoutCases() {
        guard var scene = accountScene() else { return }
        add(
            "anonymous", "an anonymous caller is asked to sign in", ["auth.logout"], scene.world,
            [Step(request: request(scene), expect: .problem(401))])
        let row = scene.target
        scene.person = Person(title: "the user", slug: "user", account: row, role: 0, owns: true)
        let out = Step(request: request(scene), expect: Answer(status: 204, body: .empty))
        add("success", "the session ends", ["auth.logout"], scene.world, [out])
        add(
            "twice", "a token whose session ended is refused", ["auth.logout"], scene.world,
            [out, Step(request: request(scene), expect: .problem(401))])
    }

    mutating func forgotCases(_ auth: Auth) {
        guard let scene = accountScene() else { return }
        let field = model.field(auth.login, of: resource.name) ?? Field(name: auth.login, type: .email)
        let body = JSON.object([.init(auth.login, Wire.json(scene.target[auth.login], field.type))])
        let same = Answer(status: 202, body: .empty)
        add("known", "an account is answered", ["auth.forgot"], scene.world, [call(scene, body, same)])
        add(
            "unknown", "nobody gets the same answer", ["auth.forgot"], World(model, samples), [call(scene, body, same)],
            unchanged: true)
        refuse(
            "missing", "without \(auth.login)", ["auth.forgot"], scene, [:], .invalid("/" + auth.login, "required"))
        refuse(
            "type", "\(auth.login) that is no text", ["auth.forgot"], scene, body.setting(auth.login, 7),
            .invalid("/" + auth.login, "type"))
    }

    mutating func resetCases(_ auth: Auth) {
        guard let scene = accountScene() else { return }
        let account = Wire.text(scene.target.id)
        let password = Self.password(12)
        let body: JSON = ["token": .string(Self.token), "password": .string(password)]
        func with(_ token: Given.ResetToken) -> Scene {
            var scene = scene
            scene.world.resetTokens = [token]
            return scene
        }
        let live = with(.init(token: Self.token, account: account, expiresIn: 3600))
        add(
            "success", "a new password is set", ["auth.reset"], live.world,
            [call(live, body, Answer(status: 204, body: .empty))], revoked: [account])
        add(
            "twice", "a token works once", ["auth.reset"], live.world,
            [call(live, body, Answer(status: 204, body: .empty)), call(live, body, .invalid("/token", "format"))])
        for (slug, title, scene) in [
            (
                "used", "a token that was used",
                with(.init(token: Self.token, account: account, isUsed: true, expiresIn: 60))
            ),
            ("expired", "a token that is too old", with(.init(token: Self.token, account: account, expiresIn: -1))),
            ("unknown", "a token that nobody was given", scene),
        ] {
            refuse(slug, title, ["auth.reset"], scene, body, .invalid("/token", "format"))
        }
        for (slug, count) in [
            ("short", auth.passwordLength.lowerBound - 1), ("long", auth.passwordLength.upperBound + 1),
        ]
        where count > 0 && count <= 10_000 {
            refuse(
                "password.\(slug)", "a password too \(slug)", ["auth.password.range"], live,
                body.setting("password", .string(Self.password(count))), .invalid("/password", "range"))
        }
        for member in ["token", "password"] {
            refuse(
                "\(member).missing", "without \(member)", ["auth.reset"], live, body.removing(member),
                .invalid("/" + member, "required"))
        }
    }
}
