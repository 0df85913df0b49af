import Brief

extension OpenAPI {
    func operation(_ endpoint: Endpoint) -> JSON {
        var members: [JSON.Member] = [
            .init("operationId", .string(endpoint.id)), .init("tags", [.string(tag(endpoint))]),
            .init("summary", .string(summary(endpoint))),
        ]
        let parameters = parameters(endpoint)
        if !parameters.isEmpty { members.append(.init("parameters", .array(parameters))) }
        if let body = endpoint.body { members.append(.init("requestBody", requestBody(endpoint, body))) }
        members.append(.init("responses", .object(answers(endpoint))))
        switch endpoint.authentication {
        case .none: members.append(.init("security", []))
        case .optional:
            members.append(.init("security", blueprint.brief.auth == nil ? [] : [[:], ["bearer": []]]))
        case .required: members.append(.init("security", blueprint.brief.auth == nil ? [] : [["bearer": []]]))
        }
        return .object(members)
    }

    private func summary(_ endpoint: Endpoint) -> String {
        switch endpoint.kind {
        case .resource(.list): "List \(endpoint.resource) rows"
        case .resource(.get): "Read a \(endpoint.resource)"
        case .resource(.create): "Create a \(endpoint.resource)"
        case .resource(.update): "Change a \(endpoint.resource)"
        case .resource(.delete): "Delete a \(endpoint.resource)"
        case .action(let name): "\(endpoint.resource): \(name)"
        case .account(let operation): operation.purpose
        case .me(.update): "Change one's own account"
        case .me: "Read one's own account"
        }
    }

    private func requestBody(_ endpoint: Endpoint, _ body: BodyShape) -> JSON {
        var content: [JSON.Member] = [.init("schema", .reference("schemas", bodyName(endpoint)))]
        if let example = exampleBody(endpoint) { content.append(.init("example", example)) }
        let types = body.mediaType == "application/json" ? [body.mediaType] : [body.mediaType, "application/json"]
        return ["required": .bool(true), "content": .object(types.map { .init($0, .object(content)) })]
    }

    /// The body of the first case of the endpoint that succeeds: an example that is executed.
    private func exampleBody(_ endpoint: Endpoint) -> JSON? {
        guard case .json(let body)? = firstSuccess[endpoint.id]?.request.body else { return nil }
        return body
    }

    // MARK: Parameters

    private func parameters(_ endpoint: Endpoint) -> [JSON] {
        var result = endpoint.pathParameters.map { parameter in
            let field = model.field(parameter.key, of: parameter.resource) ?? Field(name: parameter.key, type: .string)
            var plain = Field(name: field.name, type: field.type, bounds: field.bounds)
            if case .slug = field.type { plain.type = .string }
            return self.parameter(parameter.name, "path", schema(plain), required: true)
        }
        result += endpoint.query.map { parameter($0, model.resources[endpoint.resource]) }
        if endpoint.isConditional {
            let name = endpoint.isRead ? "If-None-Match" : "If-Match"
            let required = !endpoint.isRead && model.resources[endpoint.resource]?.requiresIfMatch == true
            // Required by the brief, but a request without it has its own answer: 428.
            let text = required ? "The ETag that the row was read with; without it the answer is 428" : nil
            result.append(parameter(name, "header", ["type": "string"], required: false, text))
        }
        if endpoint.isRepeatable {
            result.append(
                parameter(
                    "Idempotency-Key", "header", ["type": "string", "minLength": 1, "maxLength": 255], required: false,
                    "A repetition with the same key gets the same answer for 24 hours"))
        }
        return result
    }

    private func parameter(
        _ name: String, _ place: String, _ schema: JSON, required: Bool, _ description: String? = nil
    ) -> JSON {
        var members: [JSON.Member] = [.init("name", .string(name)), .init("in", .string(place))]
        if required { members.append(.init("required", .bool(true))) }
        if let description { members.append(.init("description", .string(description))) }
        return .object(members + [.init("schema", schema)])
    }

    private func parameter(_ query: QueryParameter, _ resource: Resource?) -> JSON {
        switch query.role {
        case .search: return parameter(query.name, "query", ["type": "string"], required: false, "Words to search for")
        case .limit:
            return parameter(
                query.name, "query", ["type": "integer", "minimum": 1], required: false,
                "Rows of a page; more than the maximum counts as the maximum")
        case .offset: return parameter(query.name, "query", ["type": "integer", "minimum": 0], required: false)
        case .cursor:
            return parameter(query.name, "query", ["type": "string"], required: false, "From the answer before; opaque")
        case .sort:
            let values = resource?.listing.sort.flatMap { [$0, "-" + $0] } ?? []
            return parameter(
                query.name, "query", ["type": "string", "enum": .array(values.map { .string($0) })], required: false)
        case .filter(let filter): return filterParameter(filter, resource)
        }
    }

    private func filterParameter(_ filter: Listing.Filter, _ resource: Resource?) -> JSON {
        // Texts that only look for something need no form.
        let one: JSON =
            switch resource.map({ model.type(of: filter, in: $0) }) ?? .string {
            case .email, .url: ["type": "string"]
            case let type: schema(Field(name: filter.parameter, type: type))
            }
        guard case .field(_, .in) = filter.test else {
            return parameter(filter.parameter, "query", one, required: false)
        }
        return [
            "name": .string(filter.parameter), "in": "query", "style": "form", "explode": .bool(false),
            "schema": ["type": "array", "items": one],
        ]
    }
}
