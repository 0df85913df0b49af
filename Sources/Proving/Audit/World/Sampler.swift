import Blueprint

/// Bodies for operations: what the document allows, with strings that nobody else has sent.
struct Sampler {
    let operation: SurfaceOperation
    let knowledge: Knowledge
    let number: Int

    /// Bodies to try, the fullest first.
    var bodies: [JSON] {
        guard let body = operation.body else { return [] }
        var bodies: [JSON] = []
        if body.schema["properties"] != nil || body.schema["allOf"] != nil || body.examples.isEmpty {
            bodies = [true, false].map { SchemaSample.value(of: body.schema, number, whole: $0) }
        }
        bodies += body.examples.prefix(1)
        if let example = body.schema["example"] { bodies.append(example) }
        var seen: Set<JSON> = []
        return bodies.map { adapted($0) }.filter { seen.insert($0).inserted }
    }

    /// References point to objects that are there; strings without a form are marked.
    private func adapted(_ json: JSON) -> JSON {
        guard case .object(let members) = json else { return json }
        return .object(
            members.map { member in
                let schema = operation.body?.schema["properties"]?[member.name] ?? .object([])
                return JSON.Member(member.name, value(member, schema))
            })
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
        if name.contains("password") { return .string("Sample-\(number)-Passw0rd") }
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

    private func reference(_ name: String) -> String? {
        let stem = String(name.normalName.dropLast(2))
        let near = knowledge.sights.last { sight in
            sight.isOwn && sight.path.normalName.contains(stem) && sight.object["id"]?.plain != nil
        }
        return near?.object["id"]?.plain
    }
}
