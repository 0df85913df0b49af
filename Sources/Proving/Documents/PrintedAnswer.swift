import Blueprint

/// Compares an answer with the one that a page prints: the same but for what the server makes up, which has to have the same shape.
enum PrintedAnswer {
    /// - Parameter matcher: what the case expects; it knows which values the server makes up.
    static func differences(
        printed: JSON?, found: JSON?, _ matcher: Matcher, at pointer: String = ""
    ) -> [String] {
        let place = pointer.isEmpty ? "the body" : pointer
        switch matcher {
        case .present, .any: return madeUp(printed: printed, found: found, place)
        case .object(let members, _):
            return named(members, in: printed).flatMap { name, one in
                differences(printed: printed?[name], found: found?[name], one, at: pointer + "/" + name)
            } + extra(found, printed, pointer)
        case .array(let elements):
            guard case .array(let printed)? = printed, case .array(let found)? = found, printed.count == found.count,
                printed.count == elements.count
            else { return ["\(place) is \(text(found)) and not \(text(printed)) as printed"] }
            return elements.indices.flatMap { index in
                differences(
                    printed: printed[index], found: found[index], elements[index], at: "\(pointer)/\(index)")
            }
        default:
            let isSame = printed.map { one in found.map { one.isSame(as: $0) } ?? false } ?? (found == nil)
            return isSame ? [] : ["\(place) is \(text(found)) and not \(text(printed)) as printed"]
        }
    }

    /// Members that the case says something of, and those that only the page has.
    private static func named(_ members: [Matcher.Member], in printed: JSON?) -> [(String, Matcher)] {
        guard case .object(let shown)? = printed else { return members.map { ($0.name, $0.value) } }
        let known = Set(members.map(\.name))
        return members.map { ($0.name, $0.value) }
            + shown.filter { !known.contains($0.name) }.map { ($0.name, .present) }
    }

    private static func extra(_ found: JSON?, _ printed: JSON?, _ pointer: String) -> [String] {
        guard case .object(let members)? = found else {
            return ["\(pointer.isEmpty ? "the body" : pointer) is \(text(found)) and no object as printed"]
        }
        return members.filter { printed?[$0.name] == nil }.map { "\(pointer)/\($0.name) is not printed" }
    }

    private static func madeUp(printed: JSON?, found: JSON?, _ place: String) -> [String] {
        guard let printed, let found else { return ["\(place) is \(found == nil ? "missing" : "not printed")"] }
        // A link to a next page, or a time, may be there or not.
        if printed == .null || found == .null { return [] }
        return Form(printed) == Form(found)
            ? [] : ["\(place) is \(text(found)), which has not the form of \(text(printed)) as printed"]
    }

    private static func text(_ json: JSON?) -> String { json?.compactText ?? "missing" }

    private enum Form: Equatable {
        case bool, number, array, object, null, uuid, time, token, text

        init(_ json: JSON) {
            self =
                switch json {
                case .null: .null
                case .bool: .bool
                case .number: .number
                case .array: .array
                case .object: .object
                case .string(let text): Form(text: text)
                }
        }

        private init(text: String) {
            if text.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil {
                self = .uuid
            } else if text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil {
                self = .time
            } else {
                self = text.wholeMatch(of: /[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/) != nil ? .token : .text
            }
        }
    }
}
