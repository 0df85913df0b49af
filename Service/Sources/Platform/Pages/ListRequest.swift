import GRDB
import NIOCore

/// What one request asks of a list: read from its query, checked, ready to run.
struct ListRequest {
    var sql: String
    var countSQL: String
    var arguments: [String: DatabaseValue]
    var order: Listing.Order
    /// Rows of a page; nil: all.
    var limit: Int?
    var offset = 0
    var cursor: Cursor?
    /// What its cursors are good for.
    var context: String

    /// - Throws: a ``Problem`` with status 400.
    init(_ listing: Listing, _ call: Call, parent: DatabaseValue?) throws {
        arguments = call.principal.arguments
        if let parent { arguments["parent"] = parent }
        (sql, countSQL, order) = try Self.start(listing, call, &arguments)
        var conditions = ""
        for filter in listing.filters {
            guard let text = call.query[filter.parameter] else { continue }
            arguments[filter.binding] = try filter.value(text)
            conditions += " AND " + filter.condition
        }
        sql += conditions
        countSQL += conditions
        context = Self.context(call, order)
        switch listing.paging {
        case .none: break
        case .offset(let size, let maximum, _):
            limit = try Self.limit(call, size: size, maximum: maximum)
            offset = try Self.number(call, "offset", least: 0) ?? 0
        case .cursor(let size, let maximum):
            limit = try Self.limit(call, size: size, maximum: maximum)
            cursor = try call.query["cursor"].map {
                try Cursor(token: $0, context: context, secret: call.services.secret)
            }
        }
        finish()
    }

    /// The statement without its conditions, and the order that the request asks for.
    private static func start(
        _ listing: Listing, _ call: Call, _ arguments: inout [String: DatabaseValue]
    ) throws -> (String, String, Listing.Order) {
        if let search = listing.search, let text = call.query["q"] {
            arguments["q"] = SearchTerms.match(text).databaseValue
            return (search.select, search.count, search.order)
        }
        guard let name = call.query["sort"] else { return (listing.select, listing.count, listing.orders[0]) }
        guard let order = listing.orders.first(where: { $0.name == name }) else {
            let names = listing.orders.map(\.name).joined(separator: ", ")
            throw Problem.malformed("The list cannot be sorted by that. It can be by: \(names).", code: "sort")
        }
        return (listing.select, listing.count, order)
    }

    private mutating func finish() {
        let isBackward = cursor?.isBackward == true
        if let cursor {
            sql += " AND " + (isBackward ? order.before : order.after)
            arguments["cursorValue"] = cursor.value
            arguments["cursorID"] = cursor.id
        }
        sql += " ORDER BY " + (isBackward ? order.backward : order.forward) + " LIMIT :limit"
        // One more than the page holds tells whether there is another page.
        arguments["limit"] = (limit.map { $0 + 1 } ?? -1).databaseValue
        if offset > 0 {
            sql += " OFFSET :offset"
            arguments["offset"] = offset.databaseValue
        }
    }

    private static func limit(_ call: Call, size: Int, maximum: Int) throws -> Int {
        min(try number(call, "limit", least: 1) ?? size, maximum)
    }

    private static func number(_ call: Call, _ name: String, least: Int) throws -> Int? {
        guard let text = call.query[name] else { return nil }
        // More than a number can hold is more than any maximum.
        let isHuge = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard let number = Int(text) ?? (isHuge ? .max : nil), number >= least else {
            throw Problem.malformed("`\(name)` must be a whole number from \(least) on.", code: "parameter")
        }
        return number
    }

    /// A cursor goes with the same operation, path, parameters, order and caller.
    private static func context(_ call: Call, _ order: Listing.Order) -> String {
        let parameters = call.query.pairs.filter { !["cursor", "limit"].contains($0.name) }
            .map { "\($0.name)=\($0.value)" }.sorted()
        let parts = [call.operation, order.name, call.principal.id ?? ""] + call.parameters + parameters
        return parts.joined(separator: "\u{1F}")
    }
}

extension Listing.Filter {
    /// The value that its condition binds.
    /// - Throws: a ``Problem`` with status 400.
    fileprivate func value(_ text: String) throws -> DatabaseValue {
        do {
            guard isList else { return try type.stored(text: text) }
            var json = JSONWriter()
            try json.array { json in
                for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                    switch try type.stored(text: String(part)).storage {
                    case .int64(let number): json.value(number)
                    case .string(let text): json.value(text)
                    default: json.null()
                    }
                }
            }
            return String(buffer: json.buffer).databaseValue
        } catch let mismatch as Mismatch {
            throw Problem.malformed("`\(parameter)` \(mismatch.detail).", code: "parameter")
        }
    }
}

/// What people type into a search field, as an FTS5 query: every word must occur, the last one may be a beginning.
enum SearchTerms {
    static func match(_ text: String) -> String {
        let words = text.split { $0.isWhitespace }.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
        return words.isEmpty ? "\"\"" : words.joined(separator: " ") + "*"
    }
}
