import Brief

extension Model {
    /// Accounts first, since every other operation is called by one; then each resource after those it refers to: create,
    /// get, list, update, actions, delete.
    func endpoints() -> [Endpoint] {
        accountEndpoints()
            + brief.resources.flatMap { resource in
                let order: [Resource.Operation] = [.create, .get, .list, .update]
                let plain = order.filter(resource.operations.contains).map { endpoint($0, of: resource) }
                let actions = resource.actions.map { endpoint($0, of: resource) }
                return plain + actions
                    + (resource.operations.contains(.delete) ? [endpoint(.delete, of: resource)] : [])
            }
    }

    private func accountEndpoints() -> [Endpoint] {
        guard let auth = brief.auth, let subject else { return [] }
        let order = Auth.Operation.allCases
        let listed = auth.endpoints.sorted {
            (order.firstIndex(of: $0.operation) ?? 0) < (order.firstIndex(of: $1.operation) ?? 0)
        }
        return listed.map { accountEndpoint($0, auth, subject) } + (auth.me.map { meEndpoints($0, subject) } ?? [])
    }

    private func accountEndpoint(_ endpoint: Auth.Endpoint, _ auth: Auth, _ subject: Resource) -> Endpoint {
        let signedIn = endpoint.operation == .logout || endpoint.operation == .password
        let (status, answer): (Int, AnswerShape) =
            switch endpoint.operation {
            case .register: (201, .session)
            case .login, .refresh: (200, .session)
            case .forgot: (202, .empty)
            case .logout, .reset, .password: (204, .empty)
            }
        return Endpoint(
            id: "auth.\(endpoint.operation.rawValue)", kind: .account(endpoint.operation), resource: subject.name,
            method: endpoint.method, path: brief.basePath + endpoint.path, pathParameters: [], query: [],
            authentication: signedIn ? .required : .none, successStatus: status,
            body: accountBody(endpoint.operation, auth, subject), answer: answer, isConditional: false)
    }

    private func meEndpoints(_ path: String, _ subject: Resource) -> [Endpoint] {
        [Resource.Operation.get, .update].map { operation in
            Endpoint(
                id: "me.\(operation.rawValue)", kind: .me(operation), resource: subject.name,
                method: operation == .get ? "GET" : "PATCH", path: brief.basePath + path, pathParameters: [], query: [],
                authentication: .required, successStatus: 200, body: operation == .update ? updateBody(subject) : nil,
                answer: .row(subject.name), isConditional: true)
        }
    }

    private func endpoint(_ operation: Resource.Operation, of resource: Resource) -> Endpoint {
        let collection = operation == .list || operation == .create
        let (method, status): (String, Int) =
            switch operation {
            case .list, .get: ("GET", 200)
            case .create: ("POST", 201)
            case .update: ("PATCH", 200)
            case .delete: ("DELETE", 204)
            }
        let body: BodyShape? =
            switch operation {
            case .create: createBody(resource)
            case .update: updateBody(resource)
            default: nil
            }
        let answer: AnswerShape =
            switch operation {
            case .list: .page(resource.name)
            case .delete: .empty
            default: .row(resource.name)
            }
        return Endpoint(
            id: "\(resource.name).\(operation.rawValue)", kind: .resource(operation), resource: resource.name,
            method: method,
            path: brief.basePath + path(of: resource) + (collection ? "" : "/{\(keyParameter(of: resource))}"),
            pathParameters: collection ? parentParameters(of: resource) : rowParameters(of: resource),
            query: operation == .list ? queryParameters(of: resource) : [],
            authentication: authentication(of: operation.rawValue, resource), successStatus: status, body: body,
            answer: answer, isConditional: !collection)
    }

    private func endpoint(_ action: Action, of resource: Resource) -> Endpoint {
        let members = action.input.map {
            BodyShape.Member(field: $0, isRequired: !$0.isNullable && $0.defaultValue == nil)
        }
        return Endpoint(
            id: "\(resource.name).\(action.name)", kind: .action(action.name), resource: resource.name, method: "POST",
            path: brief.basePath + path(of: resource) + "/{\(keyParameter(of: resource))}/" + action.name,
            pathParameters: rowParameters(of: resource), query: [],
            authentication: authentication(of: action.name, resource), successStatus: 200,
            body: members.isEmpty ? nil : BodyShape(members: members), answer: .row(resource.name), isConditional: true)
    }

    // MARK: Parameters

    /// The resource's path, each of its parameters under a name of its own: `/areas/{id}/rooms/{roomId}/desks` however
    /// often the brief says `{id}`.
    func path(of resource: Resource) -> String {
        guard let parent = parents[resource.name], let last = resource.path.lastIndex(of: "}") else {
            return resource.path
        }
        return path(of: parent.resource) + "/{\(parameter(of: parent))}" + resource.path[last...].dropFirst()
    }

    /// As the brief names it, unless a parameter above already has that name.
    private func parameter(of parent: Parent) -> String {
        path(of: parent.resource).contains("{\(parent.parameter)}")
            ? keyParameter(of: parent.resource) : parent.parameter
    }

    /// The key's name, unless a parameter above already has it: then `commentId`.
    func keyParameter(of resource: Resource) -> String {
        let path = path(of: resource)
        guard path.contains("{\(resource.key)}") else { return resource.key }
        let name = resource.name.prefix(1).lowercased() + resource.name.dropFirst()
        var result = name + resource.key.prefix(1).uppercased() + resource.key.dropFirst()
        while path.contains("{\(result)}") { result += "2" }
        return result
    }

    private func rowParameters(of resource: Resource) -> [PathParameter] {
        parentParameters(of: resource) + [
            PathParameter(name: keyParameter(of: resource), resource: resource.name, key: resource.key, reference: nil)
        ]
    }

    private func parentParameters(of resource: Resource) -> [PathParameter] {
        guard let parent = parents[resource.name] else { return [] }
        return parentParameters(of: parent.resource) + [
            PathParameter(
                name: parameter(of: parent), resource: parent.resource.name, key: parent.resource.key,
                reference: parent.reference)
        ]
    }

    private func queryParameters(of resource: Resource) -> [QueryParameter] {
        let listing = resource.listing
        var result = listing.filters.map { QueryParameter(name: $0.parameter, role: .filter($0)) }
        if !listing.search.isEmpty { result.append(.init(name: "q", role: .search)) }
        if !listing.sort.isEmpty { result.append(.init(name: "sort", role: .sort)) }
        switch listing.page {
        case .cursor: result += [.init(name: "limit", role: .limit), .init(name: "cursor", role: .cursor)]
        case .offset: result += [.init(name: "limit", role: .limit), .init(name: "offset", role: .offset)]
        case .none: break
        }
        return result
    }

    // MARK: Authentication

    private func authentication(of operation: String, _ resource: Resource) -> Endpoint.Authentication {
        // Where there are no accounts, nobody can be asked to sign in first.
        if brief.auth == nil { return .optional }
        let rule = resource.permissions.first { $0.operation == operation }?.rule
        return rule?.mayHoldForAnonymous == true ? .optional : .required
    }
}
