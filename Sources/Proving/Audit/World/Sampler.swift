import Blueprint

/// Bodies for operations: what the document allows, with strings that nobody else has sent.
struct Sampler {
    let operation: SurfaceOperation
    let knowledge: Knowledge
    let number: Int
    /// What others know: the last resort for references.
    var all = World()

    /// Bodies to try, the fullest first.
    var bodies: [JSON] {
        guard let body = operation.body else { return [] }
        var bodies: [JSON] = []
        let hasMembers =
            body.schema["properties"] != nil || body.schema["allOf"] != nil
            || body.examples.isEmpty && body.schema["example"] == nil
        if hasMembers {
            bodies = [true, false].map { adapted(SchemaSample.value(of: body.schema, number, whole: $0), body.schema) }
        }
        var given = Array(body.examples.prefix(1)) + [body.schema["example"]].compactMap(\.self)
        if hasMembers { given.insert(SchemaSample.value(of: body.schema, number, [.whole, .examples, .least]), at: 0) }
        bodies += given.map { adapted($0, body.schema) }
        bodies += given.map(filled)
        var seen: Set<JSON> = []
        return bodies.filter { seen.insert($0).inserted }
    }

    /// References point to objects that are there; strings without a form are marked.
    private func adapted(_ json: JSON, _ schema: JSON) -> JSON {
        switch json {
        case .object(let members):
            let properties = SchemaNames.properties(schema) ?? []
            return .object(
                members.map { member in
                    let schema = properties.first { $0.name == member.name }?.value ?? .object([])
                    switch member.value {
                    case .object, .array: return JSON.Member(member.name, adapted(member.value, schema))
                    default: return JSON.Member(member.name, value(member, schema))
                    }
                })
        case .array(let elements): return .array(elements.map { adapted($0, schema["items"] ?? .object([])) })
        default: return json
        }
    }

    private func value(_ member: JSON.Member, _ schema: JSON) -> JSON {
        let name = member.name.normalName
        if let reference = operation.references[member.name], let known = known(reference) {
            return SchemaSample.type(of: schema) == "integer" ? .number(known) : .string(known)
        }
        if name.count > 2, name.hasSuffix("id"), let known = reference(member.name) {
            return SchemaSample.type(of: schema) == "integer" ? .number(known) : .string(known)
        }
        guard case .string(let text) = member.value, schema["enum"] == nil, schema["format"] == nil,
            schema["pattern"] == nil
        else { return member.value }
        if name == "email" { return .string("sample\(number)@example.org") }
        if name.isPasswordName { return .string(password(schema)) }
        // Each member its own text, so that a leak names its member.
        if schema["maxLength"] == nil, schema["minLength"] == nil { return .string("\(member.name) \(number)") }
        // An example of the document: the mark makes it ours.
        return text.contains("\(number)") ? member.value : .string("\(text) \(number)")
    }

    /// An own row, or the one that is there from the beginning.
    private func known(_ reference: SurfaceOperation.Reference) -> String? {
        let own = knowledge.sights.last { sight in
            sight.isOwn && sight.operation.hasPrefix(reference.resource + ".") && sight.object["id"]?.plain != nil
        }
        return own?.object["id"]?.plain ?? reference.known
    }

    /// Capitals, digits and a sign in 16 characters: many an API takes no more.
    private func password(_ schema: JSON) -> String {
        let least = Int(schema["minLength"]?.double ?? 0)
        let word = "Sa-\(number)-Pw0rd"
        return word + String(repeating: "x", count: max(0, least - word.count))
    }

    private func reference(_ name: String) -> String? {
        let stem = String(name.normalName.dropLast(2))
        let near = knowledge.sights.last { sight in
            sight.isOwn && sight.path.normalName.contains(stem) && sight.object.identifier != nil
        }
        return near?.object.identifier ?? known(name) ?? neighbour(name)
    }

    /// `menuItemId`: what is listed under `/menu` or `/items`.
    private func neighbour(_ name: String) -> String? {
        let words = Words.parts(name).dropLast().map(ValuePicker.singular)
        return sights.first { sight in
            let segments = sight.path.split(separator: "/").map { ValuePicker.singular(String($0)) }
            return sight.object.identifier != nil && words.contains { segments.contains($0) }
        }?.object.identifier
    }

    /// A value that was seen under the same name.
    private func known(_ name: String) -> String? {
        let name = name.normalName
        return sights.lazy.compactMap { sight in
            sight.object.members.first { $0.name.normalName == name }?.value.plain
        }.first { !$0.isEmpty }
    }

    /// Own ones, others that were seen, and what anybody saw.
    private var sights: [Sight] {
        knowledge.sights.filter(\.isOwn).reversed() + knowledge.sights.filter { !$0.isOwn }
            + all.knowledge.sorted { $0.key < $1.key }.flatMap(\.value.sights)
    }

    /// Every member with a value that was seen under its name, at any depth.
    private func filled(_ json: JSON) -> JSON {
        switch json {
        case .object(let members): .object(members.map { JSON.Member($0.name, filled($0)) })
        case .array(let elements): .array(elements.map(filled))
        default: json
        }
    }

    private func filled(_ member: JSON.Member) -> JSON {
        switch member.value {
        case .string where !Masking.isSecret(member.name): known(member.name).map(JSON.string) ?? member.value
        case .number: known(member.name).flatMap { Double($0) == nil ? nil : .number($0) } ?? member.value
        default: filled(member.value)
        }
    }
}

extension String {
    /// `password`, `newPassword`, `pass`, `pwd`
    var isPasswordName: Bool {
        let name = normalName
        return name.contains("password") || ["pass", "pwd", "passwd"].contains(name)
    }
}
