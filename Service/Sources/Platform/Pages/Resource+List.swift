import GRDB
import HTTPTypes

extension Resource {
    /// Answers a page of the rows that the caller may see.
    /// - Parameter allow: who may list at all; which rows they see is in the listing's SQL.
    public func list(_ call: Call, _ listing: Listing, allow: Check<R>) async throws -> Reply {
        let page = try await read(call) { connection in
            let above = try enter(call, allow, on: connection)
            try call.requireReadable()
            return try fetchPage(ListRequest(listing, call, parent: above), listing, on: connection)
        }
        return reply(page, listing, to: call)
    }

    private func fetchPage(_ request: ListRequest, _ listing: Listing, on connection: Connection) throws -> Page<R> {
        let statement = try connection.cachedStatement(sql: request.sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(request.arguments))
        var page = Page<R>(request)
        while let row = try rows.next() {
            if page.items.count == request.limit {
                page.hasMore = true
                break
            }
            page.items.append(R(row: row))
            // The id is the first column of every resource's statements.
            let place: Page<R>.Place = (row[request.order.column], row[0])
            if page.items.count == 1 { page.first = place }
            page.last = place
        }
        if !lists.isEmpty {
            for index in page.items.indices { try loadLists(of: &page.items[index], on: connection) }
        }
        if case .offset(_, _, total: true) = listing.paging {
            page.total = try Int.fetchOne(
                connection.cachedStatement(sql: request.countSQL), arguments: StatementArguments(request.arguments))
        }
        page.turn()
        return page
    }

    private func reply(_ page: Page<R>, _ listing: Listing, to call: Call) -> Reply {
        let links = page.links(listing, call)
        var reply = Reply.json { json in
            json.object { json in
                json.name("items")
                json.array { json in
                    for item in page.items { item.write(to: &json) }
                }
                if case .none = listing.paging { return }
                json.member("next", links.next)
                json.member("prev", links.prev)
                if let total = page.total { json.member("total", total) }
            }
        }
        let header = [("next", links.next), ("prev", links.prev)].compactMap { name, link in
            link.map { "<\($0)>; rel=\"\(name)\"" }
        }
        if !header.isEmpty, let name = HTTPField.Name("Link") { reply.headers[name] = header.joined(separator: ", ") }
        return reply
    }
}

/// A page of rows and where it stands in the list.
struct Page<R: StoredRow> {
    typealias Place = (value: DatabaseValue, id: DatabaseValue)

    let request: ListRequest
    var items: [R] = []
    /// Rows behind the page, in the direction in which it was read.
    var hasMore = false
    var first: Place?
    var last: Place?
    var total: Int?

    init(_ request: ListRequest) { self.request = request }

    /// A page that was read backwards is put into the list's order.
    mutating func turn() {
        guard request.cursor?.isBackward == true else { return }
        items.reverse()
        swap(&first, &last)
    }

    /// Relative references to the pages around this one.
    func links(_ listing: Listing, _ call: Call) -> (next: String?, prev: String?) {
        switch listing.paging {
        case .none: return (nil, nil)
        case .offset:
            let size = request.limit ?? 0
            let next = hasMore ? link(call, ["offset": String(request.offset + size)]) : nil
            let prev = request.offset > 0 ? link(call, ["offset": String(max(0, request.offset - size))]) : nil
            return (next, prev)
        case .cursor:
            let isBackward = request.cursor?.isBackward == true
            let hasNext = isBackward || hasMore
            let hasPrevious = isBackward ? hasMore : request.cursor != nil
            return (
                hasNext ? last.flatMap { cursorLink(call, $0, isBackward: false) } : nil,
                hasPrevious ? first.flatMap { cursorLink(call, $0, isBackward: true) } : nil
            )
        }
    }

    private func cursorLink(_ call: Call, _ place: Place, isBackward: Bool) -> String {
        let cursor = Cursor(isBackward: isBackward, value: place.value, id: place.id)
        return link(call, ["cursor": cursor.token(context: request.context, secret: call.services.secret)])
    }

    private func link(_ call: Call, _ changed: KeyValuePairs<String, String>) -> String {
        let target = call.head.path ?? "/"
        let path = target[..<(target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
        let kept = call.query.pairs.filter { pair in !changed.contains { $0.key == pair.name } }.map {
            ($0.name, $0.value)
        }
        let query = (kept + changed.map { ($0.key, $0.value) }).map { name, value in
            PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
        }
        return path + "?" + query.joined(separator: "&")
    }
}
