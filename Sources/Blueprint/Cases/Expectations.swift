import Brief

extension Answer {
    /// A problem of this status.
    static func problem(_ status: Int, code: String? = nil) -> Answer {
        var members = [Matcher.Member("status", .equals(.int(status)))]
        if let code { members.append(.init("type", .equals(.string("/problems/" + code)))) }
        return Answer(
            status: status, headers: [.init("Content-Type", .hasPrefix("application/problem+json"))],
            body: .object(members, exact: false))
    }

    /// A problem with this error; others of the same value may stand beside it.
    static func invalid(_ pointer: String, _ code: String, status: Int = 422) -> Answer {
        Answer(
            status: status, headers: [.init("Content-Type", .hasPrefix("application/problem+json"))],
            body: .object(
                [
                    .init("status", .equals(.int(status))),
                    .init(
                        "errors",
                        .containing([
                            .object(
                                [.init("pointer", .equals(.string(pointer))), .init("code", .equals(.string(code)))],
                                exact: false)
                        ])),
                ], exact: false))
    }
}

extension CaseWriter {
    /// The row's columns that are named, as they must be afterwards.
    func state(_ row: Sample, _ fields: [String], version: Int? = nil) -> RowExpectation? {
        guard let names = model.storage[row.resource] else { return nil }
        var cells = fields.compactMap { field in
            names.columns[field].map { Given.Cell($0, Stored.value(row[field])) }
        }
        if let version { cells.append(.init("version", .integer(Int64(version)))) }
        return RowExpectation(
            resource: row.resource, table: names.table, column: "id", value: Stored.value(row.id), cells: cells)
    }

    func gone(_ row: Sample) -> RowExpectation? {
        model.storage[row.resource].map {
            RowExpectation(
                resource: row.resource, table: $0.table, column: "id", value: Stored.value(row.id), cells: nil)
        }
    }

    /// The audit log's gain when the operation is audited.
    func audit(_ scene: Scene) -> [AuditExpectation]? {
        guard resource.audited.contains(permission) else { return nil }
        return [
            AuditExpectation(
                operation: endpoint.id, actor: scene.person.account.map { Wire.text($0.id) },
                subject: Wire.text(scene.target.id))
        ]
    }

    var auditID: [String] { resource.audited.contains(permission) ? ["\(resource.name).\(permission).audit"] : [] }
}
