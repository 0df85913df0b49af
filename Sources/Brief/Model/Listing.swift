/// How a list is filtered, searched, sorted and cut into pages.
public struct Listing: Sendable, Equatable {
    public enum FilterOperator: String, Sendable, CaseIterable { case eq, ne, lt, lte, gt, gte, `in`, contains }

    public struct Filter: Sendable, Equatable {
        public enum Test: Sendable, Equatable {
            /// `createdAt.gte`; a bare `role` is `eq`.
            case field(String, FilterOperator)
            /// `author: author.username = $`
            case expression(Expression)
        }

        /// The query parameter: `role`, `createdAt.gte`, `author`.
        public var parameter: String
        public var test: Test

        public init(parameter: String, test: Test) {
            self.parameter = parameter
            self.test = test
        }
    }

    public struct Sort: Sendable, Equatable {
        public var field: String
        public var descending: Bool

        public init(field: String, descending: Bool = false) {
            self.field = field
            self.descending = descending
        }
    }

    public enum Page: Sendable, Equatable {
        /// `cursor(50, 1000)`: default and maximum.
        case cursor(size: Int, maximum: Int)
        /// `offset(20, 100) total`
        case offset(size: Int, maximum: Int, total: Bool)
        case none
    }

    public var filters: [Filter]
    /// Text fields searched by `q`.
    public var search: [String]
    /// Fields that `sort` takes, either way.
    public var sort: [String]
    /// Order without `sort`.
    public var defaultSort: Sort
    public var page: Page

    public init(
        filters: [Filter] = [], search: [String] = [], sort: [String] = [],
        defaultSort: Sort = Sort(field: "createdAt", descending: true), page: Page = .cursor(size: 50, maximum: 1000)
    ) {
        self.filters = filters
        self.search = search
        self.sort = sort
        self.defaultSort = defaultSort
        self.page = page
    }
}
