import Brief

/// A list's query in parts: the service joins those a request asks for. Every value is bound.
public struct ListQuery: Sendable, Equatable {
    public struct Filter: Sendable, Equatable {
        /// The query parameter: `createdAt.gte`.
        public var parameter: String
        /// Binds `:f_createdAt_gte`; for `in` a JSON array of the values.
        public var condition: SQLCondition
        public var test: Listing.Filter.Test
        /// What the parameter holds (one of several for `in`); for a reference the type of the id.
        public var type: FieldType
    }

    public struct Sort: Sendable, Equatable {
        public var field: String
        public var descending: Bool
        /// What follows `ORDER BY`, in the sort's own direction and reversed (for the page before).
        public var order: String
        public var reversedOrder: String
        /// Rows after the cursor (`:cursorValue`, `:cursorID`), and rows before it.
        public var after: SQLCondition
        public var before: SQLCondition
        /// The column whose value goes into a cursor.
        public var column: Column
    }

    /// Full-text search, ranked.
    public struct Search: Sendable, Equatable {
        /// `SELECT … FROM … WHERE …` with the match (`:q`, an FTS5 query) and all that `select` demands; answers the
        /// columns and `rank`.
        public var select: String
        public var count: String
        public var order: String
        public var reversedOrder: String
        /// `:cursorValue` is the rank (a real), `:cursorID` the id.
        public var after: SQLCondition
        public var before: SQLCondition
    }

    /// `User.list`
    public var name: String
    /// `SELECT … FROM … WHERE …`: live rows of the parent (`:parent`) that the caller may see.
    public var select: String
    /// The same, counted.
    public var count: String
    public var columns: [Statement.Result]
    /// What `select` binds.
    public var parameters: [Statement.Parameter]
    public var filters: [Filter]
    /// Ascending and descending of each field; the default first.
    public var sorts: [Sort]
    public var search: Search?
}

extension ListQuery {
    /// The whole statement of one request.
    /// - Parameters:
    ///   - filters: names of query parameters; those unknown are left out.
    ///   - sort: nil: the default; ignored when searching.
    public func statement(
        filters names: [String] = [], sort: Sort? = nil, searching: Bool = false, cursor: Bool = false,
        reversed: Bool = false, offset: Bool = false
    ) -> Statement {
        let chosen = filters.filter { names.contains($0.parameter) }
        let sort = sort ?? sorts[0]
        var sql = select
        var parameters = parameters
        var order = reversed ? sort.reversedOrder : sort.order
        var position = reversed ? sort.before : sort.after
        if searching, let search {
            sql = search.select
            parameters.append(.init("q", .text))
            order = reversed ? search.reversedOrder : search.order
            position = reversed ? search.before : search.after
        }
        for condition in chosen.map(\.condition) + (cursor ? [position] : []) {
            sql += " AND " + condition.sql
            parameters += condition.parameters.filter { !parameters.contains($0) }
        }
        sql += " ORDER BY \(order) LIMIT :limit" + (offset ? " OFFSET :offset" : "")
        parameters += [.init("limit", .integer)] + (offset ? [.init("offset", .integer)] : [])
        return Statement(name: name, sql: sql, parameters: parameters, columns: columns)
    }
}
