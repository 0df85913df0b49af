import Blueprint
import Foundation
import Synchronization

@testable import Proving

/// What stands beside the notes: dishes that admins make by PUT, pictures that are uploaded and deleted by a query, a
/// profile that names its owner, a search by POST, codes.
extension WeakAPI {
    struct Besides: Sendable {
        /// Name and shelf.
        var dishes: [Int: (name: String, shelf: String)] = [:]
        var pictures: [Int: String] = [:]
        var cities: [String: String] = [:]
        var guesses: [String: Int] = [:]
    }

    func beside(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        switch (request.method, parts[0], parts.count) {
        case ("POST", "find", 1): return find(request)
        case ("GET", "run", 2): return run(parts[1])
        case ("GET", "go", 1): return go(request)
        case (_, "profile", 1): return profile(request, caller)
        case (_, "dishes", _): return dishes(request, parts, caller)
        case (_, "picture", _), (_, "pictures", _): return pictures(request, parts, caller)
        case ("GET", "management", 1):
            guard has(.listForAll) || isAdmin(caller) else { return no(403) }
            return .json([["plan": "to buy the competitor", "budget": 730_000]])
        default: return no(404)
        }
    }

    /// As a document database, or one that speaks SQL, would search.
    private func find(_ request: Request) -> Response {
        let name = request.json["name"] ?? .null
        guard name.isText || has(.operatorInBody) else { return no(400) }
        let isSQL = has(.sqlInBody) && name.text?.contains("' OR '1'='1") == true
        let isOperator = name["$ne"] != nil
        let all: [JSON] = [["code": "SPRING"], ["code": "SUMMER"]]
        return .json(.array(isSQL || isOperator ? all : all.filter { $0["code"] == name }))
    }

    private func run(_ command: String) -> Response {
        if has(.commandInPath) {
            return .json(["output": .string(command.replacing("$(expr 8191 \\* 8209)", with: "67239919"))])
        }
        return command == "uptime" ? .json(["output": "1 day"]) : no(400)
    }

    private func go(_ request: Request) -> Response {
        let to = (request.query["to"] ?? "").filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
        var response = Response(status: 302)
        response.headers.append("Location: \(has(.redirectsAnywhere) || !to.contains("/") ? to : "/")")
        return response
    }

    private func profile(_ request: Request, _ caller: String) -> Response {
        store.withLock { store in
            let name = request.json["username"]?.text ?? caller
            if request.method == "PUT" {
                guard name == caller || has(.changesProfileByName), store.users[name] != nil else { return no(403) }
                if let city = request.json["city"]?.text { store.besides.cities[name] = city }
            }
            guard ["GET", "PUT"].contains(request.method) else { return no(405) }
            return .json(["username": .string(caller), "city": .string(store.besides.cities[caller] ?? "nowhere")])
        }
    }

    /// The document has an example of a dish and no schema.
    private func dishes(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        let mayWrite = isAdmin(caller) || has(.takesShelf) && request.method == "PUT"
        return store.withLock { store in
            func show(_ id: Int) -> JSON {
                let dish = store.besides.dishes[id]
                return ["_id": .int(id), "name": .string(dish?.name ?? ""), "shelf": .string(dish?.shelf ?? "")]
            }
            let id = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
            if parts.count > 1, store.besides.dishes[id] == nil { return no(404) }
            switch (request.method, parts.count) {
            case ("GET", 1): return .json(.array(store.besides.dishes.keys.sorted().map(show)))
            case ("GET", 2): return .json(show(id))
            case ("PUT", 1):
                guard mayWrite, let name = request.json["name"]?.text else { return no(403) }
                store.next += 1
                store.besides.dishes[store.next] = (name, "kitchen")
                return .json(show(store.next), 201)
            case ("PUT", 2):
                guard mayWrite else { return no(403) }
                if let name = request.json["name"]?.text { store.besides.dishes[id]?.name = name }
                if has(.takesShelf), let shelf = request.json["shelf"]?.text { store.besides.dishes[id]?.shelf = shelf }
                return .json(show(id))
            case ("DELETE", 2):
                guard mayWrite || has(.deletesDishes) else { return no(403) }
                store.besides.dishes[id] = nil
                return Response(status: 204)
            default: return no(405)
            }
        }
    }

    private func pictures(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        store.withLock { store in
            switch (request.method, parts) {
            case ("POST", ["pictures", "upload"]):
                let text = String(decoding: request.body, as: UTF8.self)
                guard text.contains("filename="), text.contains("image/png") else { return no(400) }
                store.next += 1
                store.besides.pictures[store.next] = caller
                return .json(["_id": .int(store.next), "by": .string(caller)], 201)
            case ("GET", ["pictures", parts.last ?? ""]):
                guard let id = Int(parts[1]), let by = store.besides.pictures[id], by == caller else { return no(404) }
                return .json(["_id": .int(id), "by": .string(by)])
            case ("DELETE", ["picture", "remove"]):
                guard let id = request.query["picture_id"].flatMap({ Int($0) }), let by = store.besides.pictures[id],
                    by == caller || has(.deletesOthersPictures)
                else { return no(404) }
                store.besides.pictures[id] = nil
                return .json("gone")
            default: return no(405)
            }
        }
    }

    /// Asks for a code, and takes one.
    func reset(_ request: Request, _ isConfirmation: Bool) -> Response {
        store.withLock { store in
            let name = request.json["username"]?.text ?? ""
            if !isConfirmation {
                return has(.resetTellsUsers) && store.users[name] == nil ? no(404) : .json(["sent": .bool(true)])
            }
            store.besides.guesses[name, default: 0] += 1
            if store.besides.guesses[name, default: 0] > 5, !has(.codeUnlimited) { return no(429) }
            return no(400)
        }
    }

    static let besides = """
          /v1/find:
            post:
              operationId: find
              requestBody: { content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /v1/run/{command}:
            get:
              operationId: run
              parameters: [{ name: command, in: path, required: true, schema: { type: string } }]
              responses: { "200": { description: ok } }
          /v1/go:
            get:
              operationId: go
              parameters: [{ name: to, in: query, required: true, schema: { type: string } }]
              responses: { "302": { description: ok } }
          /v1/profile:
            get: { operationId: profile, responses: { "200": { description: ok } } }
            put:
              operationId: profile.update
              requestBody: { content: { application/json: { schema: { type: object, required: [username], properties: { username: { type: string }, city: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /v1/dishes:
            get: { operationId: dishes, responses: { "200": { description: ok } } }
            put:
              operationId: dish.create
              requestBody: { content: { application/json: { schema: { type: object, example: { name: soup } } } } }
              responses: { "201": { description: ok } }
          /v1/dishes/{dishId}:
            parameters: [{ name: dishId, in: path, required: true, schema: { type: integer } }]
            get: { operationId: dish, responses: { "200": { description: ok } } }
            put:
              operationId: dish.update
              requestBody: { content: { application/json: { schema: { type: object, example: { name: soup } } } } }
              responses: { "200": { description: ok } }
            delete: { operationId: dish.delete, responses: { "204": { description: ok } } }
          /v1/pictures/upload:
            post:
              operationId: picture.create
              requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } } } }
              responses: { "201": { description: ok } }
          /v1/pictures/{picture_id}:
            get:
              operationId: picture
              parameters: [{ name: picture_id, in: path, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /v1/picture/remove:
            delete:
              operationId: picture.delete
              parameters: [{ name: picture_id, in: query, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /v1/management:
            get: { operationId: plans, responses: { "200": { description: ok } } }
          /v1/reset:
            post:
              operationId: reset
              security: []
              requestBody: { content: { application/json: { schema: { type: object, required: [username], properties: { username: { type: string } } } } } }
              responses: { "200": { description: ok } }
          /v1/reset/confirm:
            post:
              operationId: reset.confirm
              security: []
              requestBody: { content: { application/json: { schema: { type: object, required: [username, resetCode, newPassword], properties: { username: { type: string }, resetCode: { type: string }, newPassword: { type: string } } } } } }
              responses: { "200": { description: ok } }
        """
}
