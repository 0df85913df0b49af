import Brief

/// The rows of a case, built up step by step: references are satisfied by further rows, accounts can sign in.
struct World {
    let model: Model
    let samples: Samples
    private(set) var rows: [Sample] = []
    /// The same as they are in the database.
    private var givenRows: [Given.Row?] = []
    private(set) var accounts: [Given.Account] = []
    var refreshTokens: [Given.RefreshToken] = []
    var resetTokens: [Given.ResetToken] = []
    private var number = 0

    static let password = "correct horse battery"

    init(_ model: Model, _ samples: Samples) {
        self.model = model
        self.samples = samples
    }

    /// The next row of a resource, not yet in the world.
    mutating func next(_ resource: Resource, full: Bool = false) -> Sample {
        number += 1
        return samples.row(of: resource, number: number, full: full)
    }

    /// Puts a row in, and before it a row for each required reference that is still null.
    @discardableResult
    mutating func add(_ row: Sample) -> Sample {
        let row = completed(row)
        rows.append(row)
        givenRows.append(model.given(row))
        return row
    }

    /// The row with its required references set to rows of the world.
    mutating func completed(_ row: Sample) -> Sample {
        var row = row
        guard let resource = model.resources[row.resource] else { return row }
        for field in resource.fields where !field.isNullable && row[field.name] == .null {
            guard case .reference(let name) = field.type, let target = model.resources[name] else { continue }
            // One that only one row may refer to is not taken twice.
            let taken = field.isUnique ? rows.filter { $0.resource == row.resource }.map { $0[field.name] } : []
            let free = rows.first { $0.resource == name && !taken.contains($0.id) }
            row[field.name] = (free ?? addReadable(target)).id
        }
        return row
    }

    /// A row that everyone may read, where its rule can be satisfied: below it, rows are reached only by its readers.
    @discardableResult
    mutating func addReadable(_ resource: Resource) -> Sample {
        let row = completed(next(resource))
        let rule = resource.permissions.first { $0.operation == "get" }?.rule
        let solved = rule.flatMap { Solver(model).solve($0, for: row, caller: nil, in: self, wanted: true) }
        return add(solved ?? row)
    }

    /// The row with the account at the end of `path`, in a row above it, which is made where there is none.
    mutating func give(_ path: [String], of row: Sample, to account: Literal) -> Sample {
        var row = row
        let rest = Array(path.dropFirst())
        if rest.isEmpty {
            row[path[0]] = account
        } else if case .reference(let name)? = model.field(path[0], of: row.resource)?.type,
            let resource = model.resources[name]
        {
            if let above = self.row(name, row[path[0]]) {
                let owned = give(rest, of: above, to: account)
                replace(owned)
            } else {
                let above = next(resource)
                let owned = give(rest, of: above, to: account)
                row[path[0]] = add(owned).id
            }
        }
        return row
    }

    /// Puts a row before all that may refer to it, and before it what it refers to itself.
    mutating func putFirst(_ row: Sample) { putFirst(row, above: []) }

    private mutating func putFirst(_ row: Sample, above: [Literal]) {
        guard let index = rows.firstIndex(where: { $0.resource == row.resource && $0.id == row.id }) else { return }
        rows.insert(rows.remove(at: index), at: 0)
        givenRows.insert(givenRows.remove(at: index), at: 0)
        for field in model.resources[row.resource]?.fields ?? [] {
            guard case .reference(let name) = field.type, let next = self.row(name, row[field.name]),
                next.id != row.id, !above.contains(next.id)
            else { continue }
            putFirst(next, above: above + [row.id])
        }
    }

    mutating func replace(_ row: Sample) {
        guard let index = rows.firstIndex(where: { $0.resource == row.resource && $0.id == row.id }) else { return }
        rows[index] = row
        givenRows[index] = model.given(row)
    }

    /// Makes a row of the account resource one that can sign in.
    mutating func open(_ row: Sample, password: String? = World.password, failures: Int = 0) {
        let login = model.brief.auth.map { Wire.text(row[$0.login]) } ?? ""
        accounts.removeAll { $0.id == Wire.text(row.id) }
        accounts.append(.init(id: Wire.text(row.id), password: password, failures: failures, login: login))
    }

    /// The id of a new row at the first step of a path from the account, with new rows along the rest of it.
    mutating func elsewhere(along path: [String]) -> Literal {
        guard let subject = model.subject else { return .null }
        return addPlaces(path[...], from: subject)
    }

    private mutating func addPlaces(_ path: ArraySlice<String>, from resource: Resource) -> Literal {
        guard let name = path.first, case .reference(let target)? = model.field(name, of: resource.name)?.type,
            let target = model.resources[target]
        else { return .null }
        var row = next(target)
        let rest = path.dropFirst()
        let id = addPlaces(rest, from: target)
        if let name = rest.first, id != .null { row[name] = id }
        return add(row).id
    }

    /// A new account with a role, admitted by `auth.when`.
    /// - Parameter belonging: values of its references.
    mutating func account(role: Int, full: Bool = false, belonging: [String: Literal] = [:]) -> Sample? {
        guard let auth = model.brief.auth, let subject = model.subject else { return nil }
        var row = next(subject, full: full)
        row.values.merge(belonging) { $1 }
        if let field = auth.roleField, model.brief.roles.indices.contains(role) {
            row[field] = .enumeration(model.brief.roles[role])
        }
        if let when = auth.when {
            row = Solver(model).solve(when, for: row, caller: nil, in: self, wanted: true) ?? row
        }
        row = add(row)
        open(row)
        return row
    }

    func row(_ resource: String, _ id: Literal) -> Sample? {
        rows.first { $0.resource == resource && $0.id == id && $0.deletedAt == nil }
    }

    var given: Given {
        Given(
            rows: givenRows.compactMap(\.self), accounts: accounts, refreshTokens: refreshTokens,
            resetTokens: resetTokens)
    }
}
