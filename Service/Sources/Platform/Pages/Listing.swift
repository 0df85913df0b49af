import GRDB

/// How a list is filtered, searched, sorted and cut into pages; its SQL in parts, joined as a request asks.
public struct Listing: Sendable {
    public struct Filter: Sendable {
        /// The query parameter: `createdAt.gte`.
        public var parameter: String
        /// What the condition binds.
        public var binding: String
        public var type: MemberType
        /// Several values, separated by commas.
        public var isList: Bool
        public var condition: String

        public init(_ parameter: String, binding: String, _ type: MemberType, isList: Bool = false, condition: String) {
            self.parameter = parameter
            self.binding = binding
            self.type = type
            self.isList = isList
            self.condition = condition
        }
    }

    /// An order of rows, and the rows behind a place in it (`:cursorValue`, `:cursorID`).
    public struct Order: Sendable {
        /// `-createdAt`; `q` for the rank of a search.
        public var name: String
        public var column: String
        public var forward: String
        public var backward: String
        public var after: String
        public var before: String

        public init(
            _ name: String, column: String, forward: String, backward: String, after: String, before: String
        ) {
            self.name = name
            self.column = column
            self.forward = forward
            self.backward = backward
            self.after = after
            self.before = before
        }
    }

    /// Full-text search: the match is bound as `:q`.
    public struct Search: Sendable {
        public var select: String
        public var count: String
        public var order: Order

        public init(select: String, count: String, order: Order) {
            self.select = select
            self.count = count
            self.order = order
        }
    }

    public enum Paging: Sendable {
        case cursor(size: Int, maximum: Int)
        case offset(size: Int, maximum: Int, total: Bool)
        case none
    }

    public var select: String
    public var count: String
    public var filters: [Filter]
    /// The default first.
    public var orders: [Order]
    public var search: Search?
    public var paging: Paging

    public init(
        select: String, count: String, filters: [Filter] = [], orders: [Order], search: Search? = nil, paging: Paging
    ) {
        self.select = select
        self.count = count
        self.filters = filters
        self.orders = orders
        self.search = search
        self.paging = paging
    }
}
