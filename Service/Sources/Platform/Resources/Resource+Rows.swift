import GRDB
import HTTPTypes

extension Resource {
    /// The row that the path's keys name.
    /// - Throws: a ``Problem`` with status 404 when there is none that the caller may get.
    public func find(_ keys: ArraySlice<String>, for caller: Principal, on connection: Connection) throws -> R {
        guard let key = keys.last else { throw Problem.notFound() }
        var arguments: [String: DatabaseValue] = ["key": key.databaseValue, "id": key.databaseValue]
        if let parent { arguments["parent"] = try parent.find(keys.dropLast(), caller, connection) }
        guard let row = try fetch(statements.byKey, arguments, on: connection),
            try get.holds(caller, row, on: connection)
        else { throw Problem.notFound() }
        return row
    }

    /// Lets a caller in where no row is named yet: the row above must be one that they may get, then what the caller alone
    /// decides must hold.
    /// - Returns: the id of the row above; nil: there is none above.
    /// - Throws: a ``Problem`` with status 404, or 401 or 403.
    func enter(_ call: Call, _ allow: Check<R>, on connection: Connection) throws -> DatabaseValue? {
        let above = try parent?.find(call.parameters[...], call.principal, connection)
        if allow.holdsAlone(call.principal) == false { throw Problem.denied(call.principal) }
        return above
    }

    /// The row of an id, whoever asks.
    func row(id: String, on connection: Connection) throws -> R? {
        try fetch(statements.byID, ["id": id.databaseValue], on: connection)
    }

    func fetch(_ sql: String, _ arguments: [String: DatabaseValue], on connection: Connection) throws -> R? {
        let statement = try connection.cachedStatement(sql: sql)
        guard var record = try Row.fetchOne(statement, arguments: StatementArguments(arguments)).map(R.init(row:))
        else {
            return nil
        }
        try loadLists(of: &record, on: connection)
        return record
    }

    func loadLists(of record: inout R, on connection: Connection) throws {
        if lists.isEmpty { return }
        record.elements = try lists.map { list in
            try DatabaseValue.fetchAll(
                connection.cachedStatement(sql: list.select), arguments: ["parent_id": record.id])
        }
    }

    /// Replaces the elements of the list fields that a body names.
    func storeLists(_ values: Values, of record: inout R, on connection: Connection) throws {
        for (index, list) in lists.enumerated() {
            guard let elements = values.lists[list.member] else { continue }
            try connection.cachedStatement(sql: list.clear).execute(arguments: ["parent_id": record.id])
            let insert = try connection.cachedStatement(sql: list.insert)
            for (position, value) in elements.enumerated() {
                try insert.execute(arguments: ["parent_id": record.id, "position": position, "value": value])
            }
            record.elements[index] = elements
        }
    }

    /// - Throws: a ``Problem`` with status 409 that names the members whose values other rows have.
    func refuseTaken(_ values: Values, of id: DatabaseValue, on connection: Connection) throws {
        let taken = try unique.filter { unique in
            guard let value = values.columns[unique.column], !value.isNull else { return false }
            return try Row.fetchOne(
                connection.cachedStatement(sql: unique.statement), arguments: ["value": value, "id": id]) != nil
        }
        guard taken.isEmpty else {
            throw Problem.conflict(
                "Another \(name) has this value.", code: "unique",
                errors: taken.map { .init(pointer: "/" + $0.member, detail: "is taken", code: "unique") })
        }
    }

    /// Where a row is.
    func location(of record: R, keys: ArraySlice<String>) -> String {
        var keys = keys
        let segments = path.split(separator: "/").map { segment -> String in
            guard segment.hasPrefix("{"), let key = keys.popFirst() else { return String(segment) }
            return PercentEncoding.encode(key)
        }
        return "/" + segments.joined(separator: "/") + "/"
            + PercentEncoding.encode(record.values[keyColumn]?.text ?? "")
    }

    func reply(_ record: R, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Reply {
        var json = JSONWriter()
        record.write(to: &json)
        var reply = Reply(status, headers: headers, json: json)
        reply.headers[.eTag] = record.entityTag
        return reply
    }
}
