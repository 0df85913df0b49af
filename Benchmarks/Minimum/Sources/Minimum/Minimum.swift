import Foundation
import GRDB
import Hummingbird
import JWTKit
import NIOCore

/// What a careful engineer writes for two routes when nothing else is asked for: `minimum DATABASE PORT`, the HMAC
/// secret of the tokens in `SECRET`.
@main
enum Minimum {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = Int(arguments[2]),
            let secret = ProcessInfo.processInfo.environment["SECRET"]
        else {
            print("usage: SECRET=… minimum DATABASE PORT")
            exit(64)
        }
        let store = try Store(path: arguments[1])
        let keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)

        let router = Router()
        router.get("v1/users/{id}") { request, context in
            try await verify(request, keys)
            guard let json = try await store.user(try context.parameters.require("id")) else {
                throw HTTPError(.notFound)
            }
            return answer(json)
        }
        router.get("v1/users") { request, _ in
            try await verify(request, keys)
            return answer(try await store.page(of: 20))
        }
        try await Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port))).run()
    }

    static func verify(_ request: Request, _ keys: JWTKeyCollection) async throws {
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else {
            throw HTTPError(.unauthorized)
        }
        _ = try await keys.verify(String(header.dropFirst(7)), as: Claims.self)
    }

    static func answer(_ json: ByteBuffer) -> Response {
        Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: json))
    }
}

struct Claims: JWTPayload {
    var sub: SubjectClaim
    var exp: ExpirationClaim

    func verify(using algorithm: some JWTAlgorithm) throws { try exp.verifyNotExpired() }
}

/// The two queries, cached statements, JSON written by hand.
struct Store: Sendable {
    static let columns =
        #""id", "email", "name", "phone", "role", "status", "last_login_at", "created_at", "updated_at""#
    static let byID = #"SELECT \#(columns) FROM "users" WHERE "id" = ? AND "deleted_at" IS NULL"#
    static let newest =
        #"SELECT \#(columns) FROM "users" WHERE "deleted_at" IS NULL ORDER BY "created_at" DESC, "id" DESC LIMIT ?"#
    static let names = ["id", "email", "name", "phone", "role", "status", "lastLoginAt", "createdAt", "updatedAt"]

    let pool: DatabasePool

    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 4
        pool = try DatabasePool(path: path, configuration: configuration)
    }

    func user(_ id: String) async throws -> ByteBuffer? {
        try await pool.read { database in
            let statement = try database.cachedStatement(sql: Self.byID)
            guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
            var json = ByteBuffer()
            Self.write(row, into: &json)
            return json
        }
    }

    func page(of size: Int) async throws -> ByteBuffer {
        try await pool.read { database in
            let statement = try database.cachedStatement(sql: Self.newest)
            let rows = try Row.fetchCursor(statement, arguments: [size])
            var json = ByteBuffer(string: #"{"items":["#)
            var first = true
            while let row = try rows.next() {
                if !first { json.writeString(",") }
                first = false
                Self.write(row, into: &json)
            }
            json.writeString("]}")
            return json
        }
    }

    static func write(_ row: Row, into json: inout ByteBuffer) {
        for (index, name) in names.enumerated() {
            json.writeString(index == 0 ? "{\"" : ",\"")
            json.writeString(name)
            json.writeString("\":")
            if let text = row[index] as String? {
                json.writeString("\"")
                json.writeString(text)
                json.writeString("\"")
            } else {
                json.writeString("null")
            }
        }
        json.writeString("}")
    }
}
