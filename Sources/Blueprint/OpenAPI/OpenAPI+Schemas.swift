import Brief

extension OpenAPI {
    func schemas() -> [JSON.Member] {
        var result: [JSON.Member] = []
        for resource in blueprint.brief.resources {
            result.append(.init(resource.name, row(resource)))
            if resource.operations.contains(.list) {
                result.append(.init(names[resource.name + ".Page"], page(resource)))
            }
        }
        var seen: Set<String> = []
        for endpoint in blueprint.endpoints {
            guard let body = endpoint.body, seen.insert(bodyName(endpoint)).inserted else { continue }
            result.append(.init(bodyName(endpoint), object(body)))
        }
        if blueprint.brief.auth != nil, let subject = model.subject {
            result.append(.init(names.session, session(subject)))
        }
        result.append(.init(names.problem, problem))
        return result
    }

    /// The schema of the endpoint's body; `me.update` shares that of the account's update.
    func bodyName(_ endpoint: Endpoint) -> String {
        switch endpoint.kind {
        case .resource(.create): names[endpoint.resource + ".Create"]
        case .resource, .me: names[endpoint.resource + ".Update"]
        case .action, .account: names[endpoint.id]
        }
    }

    private func row(_ resource: Resource) -> JSON {
        let fields = model.readable(resource)
        return closed(fields.map { .init($0.name, schema($0)) }, required: fields.map(\.name))
    }

    private func object(_ body: BodyShape) -> JSON {
        closed(
            body.members.map { .init($0.field.name, schema($0.field)) },
            required: body.members.filter(\.isRequired).map(\.field.name))
    }

    private func page(_ resource: Resource) -> JSON {
        var members: [JSON.Member] = [
            .init("items", ["type": "array", "items": .reference("schemas", resource.name)])
        ]
        var required = ["items"]
        switch resource.listing.page {
        case .none: break
        case .cursor, .offset:
            let link: JSON = ["type": ["string", "null"]]
            members += [.init("next", link), .init("prev", link)]
            required += ["next", "prev"]
        }
        if case .offset(_, _, total: true) = resource.listing.page {
            members.append(.init("total", ["type": "integer", "minimum": 0]))
            required.append("total")
        }
        return closed(members, required: required)
    }

    private func session(_ subject: Resource) -> JSON {
        var members: [JSON.Member] = [
            .init("accessToken", ["type": "string"]), .init("tokenType", ["type": "string", "const": "Bearer"]),
            .init("expiresIn", ["type": "integer", "minimum": 1]),
        ]
        if blueprint.brief.auth?.refresh != nil {
            members.append(.init("refreshToken", ["type": "string", "minLength": 43, "maxLength": 43]))
        }
        members.append(.init("account", .reference("schemas", subject.name)))
        return closed(members, required: members.map(\.name))
    }

    private var problem: JSON {
        let text: JSON = ["type": "string"]
        let error = closed(
            [.init("pointer", text), .init("detail", text), .init("code", text)],
            required: ["pointer", "detail", "code"])
        return [
            "type": "object", "required": ["type", "title", "status"],
            "properties": [
                "type": ["type": "string", "format": "uri-reference"], "title": text, "status": ["type": "integer"],
                "detail": text, "instance": text, "errors": ["type": "array", "items": error],
            ],
        ]
    }

    private func closed(_ members: [JSON.Member], required: [String]) -> JSON {
        var schema: [JSON.Member] = [.init("type", "object")]
        if !required.isEmpty { schema.append(.init("required", .array(required.map { .string($0) }))) }
        return .object(schema + [.init("properties", .object(members)), .init("additionalProperties", .bool(false))])
    }

    // MARK: Fields

    func schema(_ field: Field) -> JSON {
        var members = schema(field.type, field.bounds)
        if field.type == .json, !field.isNullable {
            members = [.init("type", ["object", "array", "string", "number", "boolean"])]
        }
        if let pattern = field.pattern { members.append(.init("pattern", .string(pattern))) }
        if let value = field.defaultValue { members.append(.init("default", Wire.json(value, field.type))) }
        if field.isReadonly { members.append(.init("readOnly", .bool(true))) }
        return .object(field.isNullable ? members.map(nullable) : members)
    }

    private func nullable(_ member: JSON.Member) -> JSON.Member {
        switch (member.name, member.value) {
        case ("type", let type): .init("type", [type, "null"])
        case ("enum", .array(let values)): .init("enum", .array(values + [.null]))
        default: member
        }
    }

    private func schema(_ type: FieldType, _ bounds: Bounds?) -> [JSON.Member] {
        func text(_ format: String? = nil) -> [JSON.Member] {
            [.init("type", "string")] + (format.map { [.init("format", .string($0))] } ?? [])
                + limits(bounds, "minLength", "maxLength")
        }
        switch model.valueType(of: type) {
        case .string, .text, .slug: return text()
        case .email: return text("email")
        case .url: return text("uri")
        case .uuid, .reference: return text("uuid")
        case .date: return text("date")
        case .datetime: return text("date-time")
        case .bool: return [.init("type", "boolean")]
        case .int: return [.init("type", "integer"), .init("format", "int64")] + limits(bounds, "minimum", "maximum")
        case .json: return []
        case .decimal(let precision, let scale):
            let sign = (bounds?.minimum?.units ?? -1) < 0 ? "-?" : ""
            let fraction = scale == 0 ? "" : "(\\.[0-9]{1,\(scale)})?"
            return [
                .init("type", "string"),
                .init("pattern", .string("^\(sign)[0-9]{1,\(max(1, precision - scale))}\(fraction)$")),
            ]
        case .enumeration(let values):
            return [.init("type", "string"), .init("enum", .array(values.map { .string($0) }))]
        case .list(let element, let elementBounds):
            return [.init("type", "array"), .init("items", .object(schema(element, elementBounds)))]
                + limits(bounds, "minItems", "maxItems")
        }
    }

    private func limits(_ bounds: Bounds?, _ low: String, _ high: String) -> [JSON.Member] {
        [(low, bounds?.minimum), (high, bounds?.maximum)].compactMap { name, bound in
            bound.map { .init(name, .number($0.text)) }
        }
    }
}
