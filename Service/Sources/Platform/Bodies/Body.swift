import GRDB

/// What a body may hold.
public struct Body: Sendable {
    public var members: [Member]
    /// Fields that this body refuses, by name, and why.
    public var refused: [String: Refusal]

    public init(_ members: [Member], refused: [String: Refusal] = [:]) {
        self.members = members
        self.refused = refused
    }

    /// Reads an object. Every violation is collected.
    /// - Parameters:
    ///   - isPartial: a merge patch: what is not sent stays as it is, and nothing is required.
    ///   - connection: nil: references are left to the database's own constraints.
    /// - Throws: a ``Problem`` with status 400 when it is no object.
    func read(_ json: JSON, isPartial: Bool, on connection: Connection?) throws -> Values {
        guard let sent = json.members else {
            throw Problem.malformed("The body must be a JSON object.", code: "not-an-object")
        }
        var values = Values()
        for item in sent {
            values.sent.insert(item.name)
            if let member = members.first(where: { $0.name == item.name }) {
                try member.read(item.value, at: "/" + Self.escaped(item.name), into: &values, on: connection)
            } else if let refusal = refused[item.name] {
                values.refuse("/" + Self.escaped(item.name), refusal.detail, refusal.rawValue)
            } else {
                values.refuse("/" + Self.escaped(item.name), "is not known", "unknown")
            }
        }
        if !isPartial { complete(&values) }
        return values
    }

    private func complete(_ values: inout Values) {
        for member in members where !values.sent.contains(member.name) {
            if member.isRequired {
                values.refuse("/" + member.name, "is required", "required")
            } else if case .list = member.type {
                values.lists[member.name] = member.items
            } else if let column = member.column {
                values.columns[column] = member.initial ?? .null
            }
        }
    }

    /// A name as a token of a JSON pointer (RFC 6901).
    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

extension Member {
    func read(_ json: JSON, at pointer: String, into values: inout Values, on connection: Connection?) throws {
        if case .list(let element) = type {
            try readList(json, of: element, at: pointer, into: &values, on: connection)
            return
        }
        if json.isNull || blankIsNull && json == .string("") {
            guard isNullable else { return values.refuse(pointer, "must not be null", "required") }
            if let column { values.columns[column] = .null }
            return
        }
        guard let value = try check(json, at: pointer, into: &values, on: connection), let column else { return }
        values.columns[column] = value
    }

    /// The value, or nil when it breaks a rule.
    private func check(
        _ json: JSON, at pointer: String, into values: inout Values, on connection: Connection?
    ) throws -> DatabaseValue? {
        do {
            let value = try type.stored(json)
            let (code, detail) = try problem(of: value, on: connection) ?? ("", "")
            if code.isEmpty { return value }
            values.refuse(pointer, detail, code)
        } catch let mismatch as Mismatch {
            values.refuse(pointer, mismatch.detail, mismatch.code)
        }
        return nil
    }

    private func problem(of value: DatabaseValue, on connection: Connection?) throws -> (String, String)? {
        switch value.storage {
        case .int64(let number) where !isWithin(number): return ("range", "must be \(bounds(""))")
        case .string(let text) where !isWithin(Int64(text.unicodeScalars.count)):
            return ("range", "must have \(bounds(" characters"))")
        case .string(let text):
            if let pattern, try !Pattern.matches(text, pattern) { return ("pattern", "must match \(pattern)") }
        default: break
        }
        if case .reference(let statement, _) = type, let connection {
            let row = try Row.fetchOne(connection.cachedStatement(sql: statement), arguments: ["id": value])
            if row == nil { return ("format", "refers to nothing") }
        }
        return nil
    }

    private func readList(
        _ json: JSON, of element: Member, at pointer: String, into values: inout Values, on connection: Connection?
    ) throws {
        guard case .array(let items) = json else {
            return values.refuse(
                pointer, json.isNull ? "must not be null" : "must be an array", json.isNull ? "required" : "type")
        }
        guard isWithin(Int64(items.count)) else {
            return values.refuse(pointer, "must have \(bounds(" elements"))", "range")
        }
        values.lists[name] = try items.enumerated().compactMap { index, item in
            try element.check(item, at: "\(pointer)/\(index)", into: &values, on: connection)
        }
    }

    private func isWithin(_ size: Int64) -> Bool {
        size >= minimum ?? .min && size <= maximum ?? .max
    }

    private func bounds(_ unit: String) -> String {
        var scale = 0
        if case .decimal(_, let digits) = type { scale = digits }
        let (low, high) = (
            minimum.map { Decimals.text($0, scale: scale) }, maximum.map { Decimals.text($0, scale: scale) }
        )
        return switch (low, high) {
        case (let low?, let high?): "\(low) to \(high)\(unit)"
        case (let low?, nil): "at least \(low)\(unit)"
        case (nil, let high?): "at most \(high)\(unit)"
        case (nil, nil): ""
        }
    }
}

/// The brief's patterns: a subset of regular expressions that matches in linear time.
enum Pattern {
    static func matches(_ text: String, _ pattern: String) throws -> Bool {
        try Regex(pattern).matchingSemantics(.unicodeScalar).firstMatch(in: text) != nil
    }
}
