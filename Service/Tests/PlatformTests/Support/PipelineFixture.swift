import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

@testable import Platform

/// A pipeline over endpoints of the test's own, without accounts but for a token that is the caller's id.
struct PipelineFixture {
    /// `Bearer ann` is the account ann, `admin` the one with the higher role; anything longer than eight letters is refused.
    struct Names: Authenticator {
        func caller(bearer: Substring, at now: Timestamp) async throws -> Caller {
            if bearer.count > 8 { throw Problem.unauthorized("The token is not good.", code: "invalid-token") }
            return Caller(id: String(bearer), session: "s", role: bearer == "admin" ? 1 : 0)
        }
    }

    let folder = TemporaryFolder()
    let log = LogRecorder()
    let clock = TestClock()
    let metrics = MetricsRegistry()
    let services: Services
    let pipeline: Pipeline

    init(
        _ endpoints: [Endpoint] = [.echo()], limits: [RateLimit] = [], settings: HTTPSettings = .init(),
        migrations: [Migration] = []
    ) throws {
        try Migrator(path: folder.file("db.sqlite"), migrations: migrations, now: { [clock] in clock.now }).up()
        let (clock, ids) = (clock, Counter())
        services = Services(
            database: MeteredDatabase(try ServiceDatabase.open(folder.file("db.sqlite")), metrics: metrics),
            authenticator: Names(), now: { clock.now },
            newID: { "id-\(ids.next())" }, secret: Array(repeating: 7, count: 32), logger: log.logger,
            audit: { try AuditLog.append($1, on: $0) },
            revokeSessions: { try $0.execute(sql: "INSERT INTO revoked VALUES (?)", arguments: [$1]) })
        pipeline = Pipeline(
            endpoints + OperationalEndpoints.all(services, metrics, version: settings.version), limits: limits,
            settings: settings,
            services: services, metrics: metrics)
    }

    func send(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: String = "",
        peer: String = "192.0.2.1"
    ) async -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        if !body.isEmpty, fields[.transferEncoding] == nil { fields[.contentLength] = String(body.utf8.count) }
        let head = HTTPRequest(
            method: .init(method)!, scheme: "http", authority: "test", path: path, headerFields: fields)
        return await pipeline.reply(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))), peer: peer)
    }
}

extension Endpoint {
    /// Answers what it was asked.
    static func echo(
        _ method: HTTPRequest.Method = .get, _ path: String = "/things/{id}",
        authentication: Authentication = .optional,
        body: Body = .none, query: [String] = []
    ) -> Endpoint {
        Endpoint(
            "Thing.\(method.rawValue.lowercased())", method, path, authentication: authentication, body: body,
            query: query
        ) {
            call in
            try call.requireReadable()
            return .json { json in
                json.object { json in
                    json.member("operation", call.operation)
                    json.member("parameters", call.parameters)
                    json.member("caller", call.caller?.id)
                    json.member("address", call.address)
                    json.member("body", String(buffer: call.body))
                }
            }
        }
    }
}

extension Reply {
    var json: JSON? { try? JSON(parsing: body) }
    var detail: String? { json?["detail"]?.string }
}
