import Brief

extension CaseWriter {
    /// Everything that a body can be refused for, whatever the operation. `base` is a body that is taken.
    mutating func bodyCases(_ scene: Scene, base: JSON, members: [BodyShape.Member], prefix: String) {
        malformedCase(scene)
        for member in members {
            for violation in samples.violations(of: member.field) {
                refuse(
                    "\(member.field.name).\(violation.slug)", violation.title,
                    ["\(prefix).\(member.field.name).\(violation.rule)"],
                    scene, base.setting(member.field.name, violation.value),
                    .invalid("/" + member.field.name + violation.pointer, violation.code))
            }
            if member.isRequired {
                refuse(
                    "\(member.field.name).missing", "without \(member.field.name)",
                    ["\(prefix).\(member.field.name).required"],
                    scene, base.removing(member.field.name), .invalid("/" + member.field.name, "required"))
            }
        }
        refuse(
            "body.unknown", "a member that is not known", [requirement], scene, base.setting("unknownMember", 1),
            .invalid("/unknownMember", "unknown"))
    }

    /// What a case about the body as a whole belongs to.
    var requirement: String {
        if case .account(let operation) = endpoint.kind { return "auth." + operation.rawValue }
        return allowID
    }

    mutating func refuse(
        _ slug: String, _ title: String, _ requirements: [String], _ scene: Scene, _ body: JSON, _ answer: Answer
    ) {
        add(
            slug, title, requirements, scene.world, [Step(request: request(scene, body: .json(body)), expect: answer)],
            unchanged: true)
    }

    private mutating func malformedCase(_ scene: Scene) {
        add(
            "body.malformed", "a body that is not JSON", [requirement], scene.world,
            [Step(request: request(scene, body: .text("{\"")), expect: .problem(400))], unchanged: true)
    }
}

extension JSON: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self = .number(String(value)) }

    func setting(_ name: String, _ value: JSON) -> JSON {
        guard case .object(var members) = self else { return self }
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            members.append(Member(name, value))
        }
        return .object(members)
    }

    func removing(_ name: String) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name })
    }
}
