import GRDB
import HTTPTypes

extension Resource {
    /// Makes a row.
    /// - Parameters:
    ///   - allow: who may; where the row matters, it is looked at as it was made.
    ///   - guards: who may set a member, by its name.
    ///   - caller: columns that hold the caller.
    ///   - slugs: columns made from another one.
    public func create(
        _ call: Call, _ body: Body, allow: Check<R>, guards: [String: Check<R>] = [:], caller: [String] = [],
        slugs: [Slug] = [], isAudited: Bool = false
    ) async throws -> Reply {
        let json = Result { try call.json() }
        return try await call.write { connection in
            let above = try enter(call, allow, on: connection)
            var values = try body.read(json.get(), isPartial: false, on: connection)
            for (member, check) in guards where values.sent.contains(member) {
                if check.holdsAlone(call.principal) == false { throw Problem.forbidden() }
            }
            if let parent, let above { values.columns[parent.column] = above }
            for column in caller { values.columns[column] = call.principal.id.databaseValue }
            for slug in slugs { slug.make(from: &values) }
            let record = try insert(values, at: call.now, id: call.services.newID(), on: connection)
            guard try allow.holds(call.principal, record, on: connection) else { throw Problem.denied(call.principal) }
            for (member, check) in guards where values.sent.contains(member) {
                guard try check.holds(call.principal, record, on: connection) else { throw Problem.forbidden() }
            }
            if isAudited { try audit(call, from: nil, to: record, on: connection) }
            return reply(
                record, status: .created, headers: [.location: location(of: record, keys: call.parameters[...])])
        }
    }

    /// - Throws: a ``Problem`` with status 409 or 422.
    func insert(_ values: Values, at now: Timestamp, id: String, on connection: Connection) throws -> R {
        var values = values
        try refuseTaken(values, of: .null, on: connection)
        guard values.violations.isEmpty else { throw Problem.invalid(values.violations) }
        values.columns.merge(initial) { said, _ in said }
        values.columns["id"] = id.databaseValue
        values.columns["created_at"] = now.databaseValue
        values.columns["updated_at"] = now.databaseValue
        guard var record = try fetch(statements.insert, values.columns, on: connection) else {
            throw Problem(.internalServerError)
        }
        try storeLists(values, of: &record, on: connection)
        return record
    }
}

/// A field that is made from another one when the row is: `slug(title)`.
public struct Slug: Sendable {
    public var column: String
    public var source: String

    public init(column: String, from source: String) {
        self.column = column
        self.source = source
    }

    /// Lower-case letters, digits and hyphens.
    func make(from values: inout Values) {
        let words = (values.columns[source]?.text ?? "").lowercased()
            .split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        values.columns[column] = (words.isEmpty ? "item" : words.joined(separator: "-")).databaseValue
    }
}
