import Brief

extension Model {
    /// Fields that a client may ever send: not those of the server, nor the parent that the path names.
    func writable(_ resource: Resource) -> [Field] {
        let parent = parents[resource.name]?.reference
        return resource.fields.filter { field in
            if case .slug = field.type { return false }
            return field.name != "id" && !field.isReadonly && !field.isHidden && field.name != parent
                && field.reference?.isCaller != true
        }
    }

    /// A field guarded on update is refused at create unless a guard of create grants it.
    func creatable(_ resource: Resource) -> [Field] {
        let guards = resource.fieldGuards
        return writable(resource).filter { field in
            let mine = guards.filter { $0.field == field.name }
            return mine.isEmpty || mine.contains { $0.operation == .create }
        }
    }

    func createBody(_ resource: Resource) -> BodyShape {
        BodyShape(members: creatable(resource).map { .init(field: $0, isRequired: isRequired($0)) })
    }

    /// What whoever registers may say of their account: nothing that a guard is about, since nobody has a role yet.
    func registrable(_ subject: Resource) -> [Field] {
        writable(subject).filter { field in !subject.fieldGuards.contains { $0.field == field.name } }
    }

    func registerBody(_ subject: Resource) -> BodyShape {
        BodyShape(members: registrable(subject).map { .init(field: $0, isRequired: isRequired($0)) })
    }

    func updateBody(_ resource: Resource) -> BodyShape {
        BodyShape(
            members: writable(resource).filter { !$0.isImmutable }.map { .init(field: $0, isRequired: false) },
            mediaType: "application/merge-patch+json")
    }

    func isRequired(_ field: Field) -> Bool {
        if field.isNullable || field.defaultValue != nil { return false }
        if case .list = field.type, field.bounds?.minimum == nil { return false }
        return true
    }

    func accountBody(_ operation: Auth.Operation, _ auth: Auth, _ subject: Resource) -> BodyShape? {
        let length = Bounds(
            minimum: Number(units: Int64(auth.passwordLength.lowerBound)),
            maximum: Number(units: Int64(auth.passwordLength.upperBound)))
        // Whoever only looks for an account, or for a token, may say anything: it isn't there then.
        func text(_ name: String, _ bounds: Bounds? = nil) -> BodyShape.Member {
            .init(field: Field(name: name, type: .string, bounds: bounds, isWriteonly: true), isRequired: true)
        }
        switch operation {
        case .register:
            return BodyShape(members: registerBody(subject).members + [text("password", length)])
        case .login: return BodyShape(members: [text(auth.login), text("password")])
        case .refresh: return BodyShape(members: [text("refreshToken")])
        case .logout: return nil
        case .forgot: return BodyShape(members: [text(auth.login)])
        case .reset: return BodyShape(members: [text("token"), text("password", length)])
        case .password: return BodyShape(members: [text("currentPassword"), text("newPassword", length)])
        }
    }
}
