import Blueprint
import Brief
import Foundation

/// Makes clones of the test plan's cases for one database: each has the next of all values that are had once.
struct CaseCloner {
    /// What is taken of the values of a field, or of the rows that a list without pages may have.
    struct Taken: Equatable {
        var count = 0
        var room = Int.max
    }

    /// Rows of a resource whose list has no pages: more would make every answer longer than any client has asked for.
    static let unpaged = 500

    private let blueprint: Blueprint
    private let values: OwnValues
    private let listedWhole: Set<String>
    private var clones = 0
    /// From where the days and times of a field are counted.
    private var beginnings: [OwnValues.Kind: String] = [:]
    private(set) var taken: [OwnValues.Kind: Taken] = [:]

    init(_ blueprint: Blueprint) {
        self.blueprint = blueprint
        values = OwnValues(blueprint)
        listedWhole = Set(blueprint.brief.resources.filter(\.isListedWhole).map(\.name))
    }

    /// What a clone of the case takes; nil: it cannot be had more than once.
    func needs(of one: Case, _ endpoint: Endpoint) -> [OwnValues.Kind: Taken]? {
        var cloner = self
        cloner.taken = [:]
        return cloner.clone(one, endpoint).map { _ in cloner.taken }
    }

    /// - Returns: nil where the case has several steps, or the values of a field have run out.
    mutating func clone(_ original: Case, _ endpoint: Endpoint) -> CaseClone? {
        guard original.steps.count == 1, let step = original.steps.first, step.request.follows == nil else {
            return nil
        }
        clones += 1
        let members = values.members(of: endpoint)
        guard takeRows(original.given, endpoint), let names = names(original.given, step.request, members) else {
            return nil
        }
        return CaseClone(
            given: given(original.given, names),
            request: request(step.request, names, members, endpoint), expected: step.expect.status)
    }

    // MARK: Taking

    private mutating func take(_ kind: OwnValues.Kind, of room: Int) -> Int? {
        let count = taken[kind]?.count ?? 0
        taken[kind] = Taken(count: count + 1, room: min(room, taken[kind]?.room ?? .max))
        return count < room ? count : nil
    }

    /// Counts the rows of lists without pages.
    private mutating func takeRows(_ given: Given, _ endpoint: Endpoint) -> Bool {
        var resources = given.rows.map(\.resource)
        if endpoint.kind == .resource(.create) || endpoint.kind == .account(.register) {
            resources.append(endpoint.resource)
        }
        return resources.filter(listedWhole.contains).allSatisfy {
            take(OwnValues.Kind(resource: $0, field: ""), of: Self.unpaged) != nil
        }
    }

    /// By what the case calls it, what the clone calls it.
    private mutating func names(
        _ given: Given, _ request: Request, _ members: [String: OwnValues.Place]
    ) -> CloneNames? {
        var names = CloneNames()
        func add(_ text: String, _ place: OwnValues.Place) -> Bool {
            if names[text, place.kind] != nil { return true }
            var like = text
            if place.field.type == .date || place.field.type == .datetime {
                like = beginnings[place.kind] ?? text
                beginnings[place.kind] = like
            }
            let values = DistinctValues(of: place.field, like: like)
            guard let number = take(place.kind, of: values.room), let value = values[number] else { return false }
            names[text, place.kind] = value
            return true
        }
        for row in given.rows {
            let columns = values.columns(of: row.resource)
            for cell in row.columns {
                guard let place = columns[cell.column], !place.isReference, let text = cell.value.plain else {
                    continue
                }
                guard add(text, place) else { return nil }
            }
        }
        if case .json(let body) = request.body {
            for member in body.members {
                guard let place = members[member.name], !place.isReference, let text = place.text(of: member.value)
                else {
                    continue
                }
                guard add(text, place) else { return nil }
            }
        }
        for token in given.refreshTokens.map(\.token) + given.resetTokens.map(\.token) {
            names.tokens[token] = token.dropLast(12) + DistinctValues.padded(String(clones, radix: 16), 12)
        }
        return names
    }

    // MARK: Renaming

    private func given(_ given: Given, _ names: CloneNames) -> Given {
        var given = given
        for index in given.rows.indices {
            let columns = values.columns(of: given.rows[index].resource)
            given.rows[index].columns = given.rows[index].columns.map { cell in
                guard let place = columns[cell.column] else { return cell }
                return .init(cell.column, cell.value.renamed { names[$0, place.kind] })
            }
        }
        guard let auth = blueprint.brief.auth else { return given }
        let id = { (text: String) in named(text, "id", of: auth.subject, names) }
        for index in given.accounts.indices {
            given.accounts[index].id = id(given.accounts[index].id)
            given.accounts[index].login = named(given.accounts[index].login, auth.login, of: auth.subject, names)
        }
        for index in given.refreshTokens.indices {
            given.refreshTokens[index].account = id(given.refreshTokens[index].account)
            given.refreshTokens[index].token = names.token(given.refreshTokens[index].token)
        }
        for index in given.resetTokens.indices {
            given.resetTokens[index].account = id(given.resetTokens[index].account)
            given.resetTokens[index].token = names.token(given.resetTokens[index].token)
        }
        return given
    }

    private func request(
        _ request: Request, _ names: CloneNames, _ members: [String: OwnValues.Place], _ endpoint: Endpoint
    ) -> Request {
        var request = request
        if case .account(let id) = request.identity, let auth = blueprint.brief.auth {
            request.identity = .account(named(id, "id", of: auth.subject, names))
        }
        request.path = path(request.path, names, endpoint)
        request.query = request.query.map { .init($0.name, names.anywhere($0.value) ?? $0.value) }
        if case .json(.object(let body)) = request.body {
            request.body = .json(
                .object(
                    body.map { member in
                        guard let place = members[member.name] else {
                            return .init(
                                member.name, member.value.text.map { .string(names.token($0)) } ?? member.value)
                        }
                        let new = place.text(of: member.value).flatMap { names[$0, place.kind] }
                        return .init(member.name, new.map { place.json($0, like: member.value) } ?? member.value)
                    }))
        }
        return request
    }

    private func path(_ path: String, _ names: CloneNames, _ endpoint: Endpoint) -> String {
        let template = endpoint.path.split(separator: "/", omittingEmptySubsequences: false)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return zip(template, parts).map { named, part in
            guard let parameter = endpoint.pathParameters.first(where: { named == "{\($0.name)}" }) else {
                return String(part)
            }
            let plain = String(part).removingPercentEncoding ?? String(part)
            return self.named(plain, parameter.key, of: parameter.resource, names).percentEncoded
        }.joined(separator: "/")
    }

    private func named(_ text: String, _ field: String, of resource: String, _ names: CloneNames) -> String {
        values.kind(field, of: resource).flatMap { names[text, $0] } ?? text
    }
}

/// What the values of a case are called in a clone.
private struct CloneNames {
    private var names: [OwnValues.Kind: [String: String]] = [:]
    var tokens: [String: String] = [:]

    subscript(text: String, kind: OwnValues.Kind) -> String? {
        get { names[kind]?[text] }
        set { names[kind, default: [:]][text] = newValue }
    }

    /// What follows a filter's value that may be of any row.
    func anywhere(_ text: String) -> String? { names.values.lazy.compactMap { $0[text] }.first }

    func token(_ text: String) -> String { tokens[text] ?? text }
}

extension Resource {
    /// A list answers every row that there is: it has no pages and is not below another row.
    var isListedWhole: Bool { operations.contains(.list) && listing.page == .none && !path.contains("{") }
}

extension SQLValue {
    /// Nil for null.
    fileprivate var plain: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }

    fileprivate func renamed(_ name: (String) -> String?) -> SQLValue {
        guard let new = plain.flatMap(name) else { return self }
        if case .integer = self { return Int64(new).map(SQLValue.integer) ?? self }
        return .text(new)
    }
}

extension OwnValues.Place {
    /// As the database has it: a decimal is its units.
    fileprivate func text(of value: JSON) -> String? {
        guard let text = value.plain, case .decimal = field.type else { return value.plain }
        return text.filter { $0 != "." }
    }

    fileprivate func json(_ text: String, like value: JSON) -> JSON {
        if case .decimal(_, let scale) = field.type {
            let sign = text.hasPrefix("-") ? "-" : ""
            let digits = DistinctValues.padded(String(text.dropFirst(sign.count)), scale + 1)
            return .string(sign + (scale == 0 ? digits : "\(digits.dropLast(scale)).\(digits.suffix(scale))"))
        }
        if case .number = value { return .number(text) }
        return .string(text)
    }
}
