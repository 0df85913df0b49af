import Blueprint

/// Compares an answer with the schema that the document has for it.
enum SchemaNames {
    /// Members that the schema does not have: `items.passwordHash`. Empty where the schema says nothing or allows any.
    static func undocumented(_ json: JSON, _ schema: JSON, at path: String = "") -> [Pair] {
        switch json {
        case .array(let elements):
            guard let items = schema["items"] else { return alternatives(json, schema, path) }
            return elements.prefix(20).flatMap { undocumented($0, items, at: path) }
        case .object(let members):
            guard let known = properties(schema) else { return alternatives(json, schema, path) }
            if known.isEmpty || schema["additionalProperties"]?.members.isEmpty == false
                || schema["additionalProperties"] == .bool(true)
            {
                return []
            }
            return members.flatMap { member -> [Pair] in
                let place = path.isEmpty ? member.name : path + "." + member.name
                guard let inner = known.first(where: { $0.name == member.name })?.value else {
                    return [Pair(name: place, value: member.value.plain ?? member.value.compactText)]
                }
                return undocumented(member.value, inner, at: place)
            }
        default: return []
        }
    }

    /// The members of an object's schema, those of its parts too; nil: it is none.
    static func properties(_ schema: JSON) -> [JSON.Member]? {
        let parts = schema["allOf"]?.elements ?? []
        guard schema["properties"] != nil || !parts.isEmpty else { return nil }
        return (schema["properties"]?.members ?? []) + parts.flatMap { properties($0) ?? [] }
    }

    /// The alternative that fits best.
    private static func alternatives(_ json: JSON, _ schema: JSON, _ path: String) -> [Pair] {
        let parts = (schema["oneOf"]?.elements ?? []) + (schema["anyOf"]?.elements ?? [])
        return parts.map { undocumented(json, $0, at: path) }.min { $0.count < $1.count } ?? []
    }
}

extension SurfaceOperation {
    /// The schema of a JSON answer with this status; nil: the document has none.
    func schema(_ status: Int) -> JSON? {
        let answer =
            answers.first { $0.status == "\(status)" }
            ?? answers.first { $0.status.uppercased() == "\(status / 100)XX" }
            ?? answers.first { $0.status == "default" }
        return answer?.bodies.first { $0.name.contains("json") }?.value
    }
}
