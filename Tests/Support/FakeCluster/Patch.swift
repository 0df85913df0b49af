/// The three kinds of patches that the API server takes.
enum Patch {
    /// A JSON Patch (RFC 6902) that does not fit.
    struct Misfit: Error {}

    /// RFC 7396.
    /// - Parameter byName: strategic merge patch as far as pod templates need it: elements of lists that have a name are merged
    ///   with those of the same name.
    static func merge(_ patch: Value, into value: Value?, byName: Bool = false) -> Value {
        if byName, case .array(let elements) = patch, elements.allSatisfy({ $0["name"] != nil }) {
            return mergeByName(elements, into: value?.array ?? [])
        }
        guard case .object(let members) = patch else { return patch }
        var result: Value = .object(value?.object ?? [:])
        for (name, member) in members {
            result[name] = member == .null ? nil : merge(member, into: result[name], byName: byName)
        }
        return result
    }

    private static func mergeByName(_ elements: [Value], into initial: [Value]) -> Value {
        var result = initial
        for element in elements {
            if let index = result.firstIndex(where: { $0["name"] == element["name"] }) {
                result[index] = merge(element, into: result[index], byName: true)
            } else {
                result.append(element)
            }
        }
        return .array(result)
    }

    /// `test`, `add` and `replace`.
    static func apply(_ operations: [Value], to value: Value) throws(Misfit) -> Value {
        var result = value
        for operation in operations {
            guard let kind = operation["op"]?.string, let path = operation["path"]?.string, let new = operation["value"]
            else { throw Misfit() }
            let keys = path.split(separator: "/").map {
                String($0).replacing("~1", with: "/").replacing("~0", with: "~")
            }
            switch kind {
            case "test": guard find(keys[...], in: result) == new else { throw Misfit() }
            case "add", "replace":
                if kind == "replace", find(keys[...], in: result) == nil { throw Misfit() }
                try put(new, keys[...], in: &result)
            default: throw Misfit()
            }
        }
        return result
    }

    private static func find(_ keys: ArraySlice<String>, in value: Value) -> Value? {
        guard let key = keys.first else { return value }
        let next: Value? =
            if case .array(let elements) = value {
                Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                value[key]
            }
        return next.flatMap { find(keys.dropFirst(), in: $0) }
    }

    private static func put(_ new: Value, _ keys: ArraySlice<String>, in value: inout Value) throws(Misfit) {
        guard let key = keys.first else {
            value = new
            return
        }
        if case .array(var elements) = value {
            guard let index = Int(key), elements.indices.contains(index) else { throw Misfit() }
            try put(new, keys.dropFirst(), in: &elements[index])
            value = .array(elements)
            return
        }
        guard keys.count == 1 || value[key] != nil else { throw Misfit() }
        var next = value[key] ?? .null
        try put(new, keys.dropFirst(), in: &next)
        value[key] = next
    }
}
