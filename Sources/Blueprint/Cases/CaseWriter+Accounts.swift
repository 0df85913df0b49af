import Brief

extension CaseWriter {
    mutating func accountCases(_ operation: Auth.Operation) {
        guard let auth = model.brief.auth else { return }
        switch operation {
        case .register: registerCases(auth)
        case .login: loginCases(auth)
        case .refresh: refreshCases(auth)
        case .logout: logoutCases()
        case .forgot: forgotCases(auth)
        case .reset: resetCases(auth)
        case .password: passwordCases(auth)
        }
    }

    /// An account that can sign in, and nobody signed in.
    func accountScene() -> Scene? {
        var world = World(model, samples)
        guard let account = world.account(role: 0) else { return nil }
        return Scene(world: world, person: .anonymous, target: account)
    }

    /// The answer that carries tokens: the account is this row.
    func session(_ row: Sample, status: Int = 200, changing changes: [String: Matcher] = [:]) -> Answer {
        var members: [Matcher.Member] = [
            .init("accessToken", .present), .init("tokenType", .equals("Bearer")),
            .init("expiresIn", .equals(.int(model.brief.auth?.access.count ?? 0))),
        ]
        if model.brief.auth?.refresh != nil { members.append(.init("refreshToken", .present)) }
        members.append(.init("account", model.answer(row, changing: changes)))
        return Answer(
            status: status, headers: [.init("Cache-Control", .equals("no-store"))], body: .object(members, exact: true))
    }

    func call(_ scene: Scene, _ body: JSON, _ answer: Answer) -> Step {
        Step(request: request(scene, body: .json(body)), expect: answer)
    }

    // MARK: Register

    private mutating func registerCases(_ auth: Auth) {
        var world = World(model, samples)
        var row = world.completed(world.next(resource, full: true))
        let registrable = Set(model.registrable(resource).map(\.name))
        for field in resource.fields where !registrable.contains(field.name) {
            row[field.name] = field.defaultValue ?? .null
        }
        row["createdAt"] = .datetime(Case.now)
        row["updatedAt"] = .datetime(Case.now)
        let scene = Scene(world: world, person: .anonymous, target: row)
        let body = registration(row)
        add(
            "success", "an account is made and signed in", ["auth.register"], world,
            [call(scene, body, registered(row))])
        bodyCases(scene, base: body, members: model.registerBody(resource).members, prefix: resource.name)
        passwordCases("password", scene, body, auth)
        refusedMemberCases(scene, body)
        uniqueCases(scene, body) { $0.registered($1.target) }
        for field in model.registrable(resource) {
            for edge in samples.edges(of: field) {
                var made = row
                made[field.name] = edge.value
                add(
                    "\(field.name).\(edge.slug)", edge.title, [id(field.name, "range")], world,
                    [call(scene, registration(made), registered(made))])
            }
        }
        registerLeastCases(scene)
        for length in [auth.passwordLength.lowerBound, auth.passwordLength.upperBound] where length <= 10_000 {
            add(
                "password.length.\(length)", "a password of \(length) characters", ["auth.password.range"], world,
                [call(scene, body.setting("password", .string(Self.password(length))), registered(row))])
        }
    }

    private func registered(_ row: Sample) -> Answer {
        var answer = session(row, status: 201, changing: signInFields.merging(["id": .present]) { $1 })
        answer.headers.append(.init("Location", .hasPrefix(model.brief.basePath + "/")))
        return answer
    }

    private func registration(_ row: Sample) -> JSON {
        json(row, Set(model.registrable(resource).map(\.name))).setting("password", .string(World.password))
    }

    private mutating func registerLeastCases(_ scene: Scene) {
        var least = scene.target
        var ids = ["auth.register"]
        var body = registration(least)
        for member in model.registerBody(resource).members where !member.isRequired {
            least[member.field.name] = member.field.defaultValue ?? (member.field.type.isList ? .list([]) : .null)
            body = body.removing(member.field.name)
        }
        for field in resource.fields where field.defaultValue != nil { ids.append(id(field.name, "default")) }
        add("least", "only what is required", ids, scene.world, [call(scene, body, registered(least))])
    }

    /// A password that is no common one, of exactly this length.
    static func password(_ length: Int) -> String {
        let text = "q7#Vz!m2"
        return String((text + String(repeating: "kX9w", count: max(0, length / 4))).prefix(length))
    }

    /// Lengths outside the range, common passwords, and forms that are none.
    private mutating func passwordCases(_ member: String, _ scene: Scene, _ body: JSON, _ auth: Auth) {
        let length = auth.passwordLength
        let pointer = "/" + member
        for (slug, count) in [("short", length.lowerBound - 1), ("long", length.upperBound + 1)]
        where count > 0 && count <= 10_000 {
            refuse(
                "\(member).\(slug)", "a password too \(slug)", ["auth.password.range"], scene,
                body.setting(member, .string(Self.password(count))), .invalid(pointer, "range"))
        }
        if length.contains(8) {
            refuse(
                "\(member).common", "a common password", ["auth.password.common"], scene,
                body.setting(member, "password"),
                .invalid(pointer, "pattern"))
        }
        refuse(
            "\(member).missing", "without a password", [requirement], scene, body.removing(member),
            .invalid(pointer, "required"))
        refuse(
            "\(member).type", "a password that is no text", [requirement], scene, body.setting(member, 7),
            .invalid(pointer, "type"))
    }

    // MARK: Login

    private mutating func loginCases(_ auth: Auth) {
        guard let scene = accountScene() else { return }
        let login = scene.target[auth.login]
        let type = model.field(auth.login, of: resource.name)?.type ?? .email
        let body: JSON = .object([
            .init(auth.login, Wire.json(login, type)), .init("password", .string(World.password)),
        ])
        add(
            "success", "the right password signs in", ["auth.login"], scene.world,
            [call(scene, body, signedIn(scene.target))])
        let refused = Answer.problem(401, code: "bad-credentials")
        add(
            "wrong", "a wrong password is refused", ["auth.login"], scene.world,
            [call(scene, body.setting("password", "not the password"), refused)])
        var nobody = scene
        nobody.world = World(model, samples)
        add(
            "unknown", "an unknown account gets the same answer", ["auth.login"], nobody.world,
            [call(nobody, body, refused)])
        if type == .email {
            let upper = Wire.text(login).uppercased()
            add(
                "case", "letters of the address may be large", ["auth.login"], scene.world,
                [call(scene, body.setting(auth.login, .string(upper)), signedIn(scene.target))])
        }
        if let unfit = unfit(scene, auth) {
            add("refused", "an account that may not sign in", ["auth.when"], unfit.world, [call(unfit, body, refused)])
        }
        if model.isSoft(resource) {
            var deleted = scene
            deleted.target.deletedAt = "2026-01-14T00:00:00.000Z"
            deleted.world.replace(deleted.target)
            add(
                "deleted", "a deleted account is unknown", ["auth.login"], deleted.world, [call(deleted, body, refused)]
            )
        }
        lockoutCases(scene, body, auth, refused)
        for member in [auth.login, "password"] {
            refuse(
                "\(member).missing", "without \(member)", ["auth.login"], scene, body.removing(member),
                .invalid("/" + member, "required"))
        }
        refuse(
            "body.unknown", "a member that is not known", ["auth.login"], scene, body.setting("unknownMember", 1),
            .invalid("/unknownMember", "unknown"))
        add(
            "body.malformed", "a body that is not JSON", ["auth.login"], scene.world,
            [Step(request: request(scene, body: .text("{\"")), expect: .problem(400))])
    }

    /// Signing in may set a field of the account: what the server keeps itself is only looked at for being there.
    private var signInFields: [String: Matcher] {
        let kept = resource.fields.filter { $0.isReadonly && $0.type == .datetime && $0.isNullable }
        return Dictionary(kept.map { ($0.name, .any) }, uniquingKeysWith: { $1 })
    }

    private func signedIn(_ row: Sample) -> Answer {
        session(row, changing: signInFields.merging(["updatedAt": .any]) { $1 })
    }

    private mutating func lockoutCases(_ scene: Scene, _ body: JSON, _ auth: Auth, _ refused: Answer) {
        guard let lockout = auth.lockout else { return }
        for (slug, failures, answer) in [
            ("locked", lockout.failures, refused), ("almost", lockout.failures - 1, signedIn(scene.target)),
        ] {
            var world = scene.world
            world.open(scene.target, failures: failures)
            add(
                "lockout.\(slug)", "the right password after \(failures) failures", ["auth.lockout"], world,
                [call(scene, body, answer)])
        }
    }

    /// The account, as `auth.when` does not admit it.
    func unfit(_ scene: Scene, _ auth: Auth) -> Scene? {
        guard let when = auth.when,
            let row = Solver(model).solve(when, for: scene.target, caller: nil, in: scene.world, wanted: false)
        else { return nil }
        var scene = scene
        scene.target = row
        scene.world.replace(row)
        return scene
    }

    // MARK: Change of password

    private mutating func passwordCases(_ auth: Auth) {
        guard var scene = accountScene() else { return }
        let body: JSON = ["currentPassword": .string(World.password), "newPassword": .string(Self.password(12))]
        let anonymous = scene
        add(
            "anonymous", "an anonymous caller is asked to sign in", ["auth.password"], scene.world,
            [call(anonymous, body, .problem(401))])
        scene.person = Person(title: "the user", slug: "user", account: scene.target, role: 0, owns: true)
        add(
            "success", "the password is changed", ["auth.password"], scene.world,
            [call(scene, body, Answer(status: 204, body: .empty))])
        refuse(
            "currentPassword.wrong", "a wrong current password", ["auth.password"], scene,
            body.setting("currentPassword", "not the password"), .invalid("/currentPassword", "forbidden"))
        passwordCases("newPassword", scene, body, auth)
    }
}
