import Blueprint
import Foundation

/// What a server says to strangers: other origins, methods for debugging, errors, files that were left lying about.
enum ConfigurationProbe: Probe {
    static let name = "api8.configuration"
    static let item = OWASPItem.api8
    static let title = "The server is configured carelessly"

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        try await origins(context, &notes)
        try await trace(context, &notes)
        try await errors(context, &notes)
        try await headers(context, &notes)
        try await leftovers(context, &notes)
        try await defaultAccounts(context, &notes)
    }

    private static func read(_ context: AuditContext) -> SurfaceOperation? {
        let seen = context.world.of(context.a).seen
        return context.surface.operations.first { $0.isRead && $0.placeholders.isEmpty && seen[$0.id] != nil }
            ?? context.surface.operations.first { $0.isRead && $0.placeholders.isEmpty && !Words.isCommand($0) }
    }

    /// CORS (Fetch standard, 3.2): an origin that is merely repeated is no check. Each route may have rules of its own;
    /// where many are alike, it is told once.
    private static func origins(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let first = read(context)
        let others = context.surface.operations.filter { $0.isRead && !Words.isCommand($0) && $0 != first }
        var careless: [Careless: [(String, Call)]] = [:]
        for operation in ([first].compactMap(\.self) + others).prefix(routes) {
            guard let stage = try await context.stage(operation) else { continue }
            for origin in ["https://fivegate.example", "null"] {
                var call = stage.call()
                call.headers["Origin"] = origin
                guard let answer = try await context.ask(call) else { continue }
                for kind in Careless.all(answer, origin, isPersonal: context.isProtected(operation)) {
                    if careless[kind]?.last?.0 != operation.id {
                        careless[kind, default: []].append((operation.id, call))
                    }
                }
                notes.held()
            }
        }
        if first == nil, careless.isEmpty { notes.skip("CORS", "no operation can be read without ids") }
        for (kind, places) in careless.sorted(by: { $0.key.title < $1.key.title }) {
            notes.found(
                kind.severity, cwe: kind.cwe, places[0].0, kind.title,
                evidence: kind.evidence + (places.count > 1 ? "; so do \(places.count - 1) more operations" : ""),
                calls: [places[0].1], remedy: kind.remedy)
        }
    }

    private static let routes = 40

    /// What a header of an answer gives away, or to whom.
    private struct Careless: Hashable {
        var severity: AuditSeverity
        var cwe: Int
        var title: String
        var evidence: String
        var remedy: String

        static func all(_ answer: AuditClient.Answer, _ origin: String, isPersonal: Bool) -> [Careless] {
            var found: [Careless] = []
            let allowed = answer.headers["access-control-allow-origin"]
            if allowed == origin {
                let withCredentials = answer.headers["access-control-allow-credentials"] == "true"
                found.append(
                    Careless(
                        severity: withCredentials ? .high : .medium, cwe: 942,
                        title: "Any origin may read answers in a browser",
                        evidence: "Origin \(origin) was repeated in Access-Control-Allow-Origin"
                            + (withCredentials ? ", with credentials" : ""),
                        remedy: "Allow the origins that are yours, by name; never `null`."))
            } else if allowed == "*", isPersonal {
                found.append(
                    Careless(
                        severity: .low, cwe: 942, title: "Pages of any origin may call what takes credentials",
                        evidence: "Access-Control-Allow-Origin is *",
                        remedy: "Allow the origins that are yours, by name."))
            }
            for name in ["server", "x-powered-by", "x-aspnet-version"] {
                guard let value = answer.headers[name], name != "server" || value.contains(where: \.isNumber) else {
                    continue
                }
                found.append(
                    Careless(
                        severity: .low, cwe: 200, title: "Answers name the software that they come from",
                        evidence: "\(name): \(value.prefix(60))", remedy: "Leave the header out."))
            }
            return found
        }
    }

    private static func trace(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let raw = context.client.rawAddress else {
            notes.skip("TRACE", "octets can be sent by hand over plain HTTP only")
            return
        }
        let target = read(context)?.path ?? "/"
        let request = RawHTTP.request("TRACE", target, host: raw.host, ["X-Fivegate: traced"])
        guard let data = await raw.exchange(request), let reply = Reply(data), (200...299).contains(reply.status),
            reply.body.lowercased().contains("x-fivegate")
        else {
            notes.held()
            return
        }
        var call = Call("TRACE", target)
        call.headers["X-Fivegate"] = "traced"
        notes.found(
            .medium, cwe: 693, "TRACE \(target)", "TRACE sends back the request's headers",
            evidence: "the answer held X-Fivegate", calls: [call], remedy: "Answer TRACE with 405.")
    }

    /// Broken requests must not bring traces of the program to light.
    private static func errors(_ context: AuditContext, _ notes: inout Notebook) async throws {
        var calls = [Call("GET", "/fivegate-\(context.numbers.take())"), Call("GET", "/%c0%af%00")]
        for operation in context.surface.operations where operation.needsBody {
            let values =
                ValuePicker(knowledge: context.world.of(context.a), ownOnly: false).combinations(operation).first ?? [:]
            guard values.count == Set(operation.placeholders).count else { continue }
            let target = operation.target(values)
            for body in ["{\"fivegate\": ", "[]", "\"\"", "{\"__proto__\": 1, \"a\": [[[1e999]]]}"] {
                calls.append(Call(operation.method, target, json: body).by(context.a))
            }
        }
        for call in calls.prefix(80) {
            guard let answer = try await context.ask(call) else { continue }
            guard let trace = Signatures.trace(in: answer.text) else {
                notes.held()
                continue
            }
            let isDebugger = trace.contains("Werkzeug Debugger")
            notes.found(
                isDebugger ? .critical : .medium, cwe: 209, "\(call.method) \(call.path)",
                isDebugger ? "Errors open a debugger that executes code" : "Errors show the inside of the program",
                evidence: "status \(answer.status), `\(trace)`", calls: [call],
                remedy: "Log the trace, and answer with an id of the error.")
            if isDebugger { return }
        }
    }

    private static func headers(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let operation = read(context), let answer = try await context.ask(operation.call().by(context.a)) else {
            return
        }
        var missing: [String] = []
        if answer.headers["x-content-type-options"]?.lowercased() != "nosniff" {
            missing.append("X-Content-Type-Options: nosniff")
        }
        let cache = answer.headers["cache-control"]?.lowercased() ?? ""
        if context.isProtected(operation), !cache.contains("no-store"), !cache.contains("private"),
            !cache.contains("no-cache")
        {
            missing.append("Cache-Control: no-store (or private) on what is personal")
        }
        if context.client.base.hasPrefix("https"), answer.headers["strict-transport-security"] == nil {
            missing.append("Strict-Transport-Security")
        }
        guard !missing.isEmpty else {
            notes.held()
            return
        }
        notes.found(
            .low, cwe: 693, operation.id, "Headers that protect callers are missing",
            evidence: missing.joined(separator: "; "), calls: [operation.call().by(context.a)], remedy: "Send them.")
    }

    /// Each file is known by what stands in it, not by its status.
    private static func leftovers(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let files: [(String, String, AuditSeverity)] = [
            ("/.env", "=", .critical), ("/.git/config", "[core]", .high), ("/.git/HEAD", "ref: refs/", .high),
            ("/actuator/env", "propertySources", .high), ("/actuator/heapdump", "JAVA PROFILE", .critical),
            ("/phpinfo.php", "phpinfo()", .medium), ("/server-status", "Apache Server Status", .medium),
            ("/debug/pprof/", "goroutine", .medium), ("/console", "Werkzeug", .critical),
            ("/metrics", "# HELP", .low), ("/config.json", "password", .high),
            ("/.aws/credentials", "aws_access_key_id", .critical),
            ("/backup.sql", "INSERT INTO", .critical), ("/database.sqlite", "SQLite format 3", .critical),
            ("/.DS_Store", "Bud1", .low), ("/elmah.axd", "Error Log for", .medium), ("/_profiler", "Symfony", .medium),
            ("/__debug__/", "djdt", .medium), ("/telescope", "Laravel Telescope", .medium),
            ("/id_rsa", "PRIVATE KEY", .critical),
        ]
        let nothing = try await context.ask(Call("GET", "/fivegate-\(context.numbers.take())"))?.text ?? ""
        for (path, word, severity) in files {
            let call = Call("GET", path)
            guard let answer = try await context.ask(call) else { continue }
            guard answer.status == 200, answer.text.contains(word), !nothing.contains(word),
                !answer.isHTML || word != "="
            else {
                notes.held()
                continue
            }
            notes.found(
                severity, cwe: 538, "GET \(path)", "\(path) can be read by anybody",
                evidence: "it contains `\(word)`, \(answer.body.count) bytes", calls: [call],
                remedy: "Serve a folder of its own, and nothing that is not meant to be served.")
        }
    }

    private static func defaultAccounts(_ context: AuditContext, _ notes: inout Notebook) async throws {
        guard let door = context.door, let login = context.anyLogin,
            let secret = login.members.first(where: { Masking.isSecret($0.name) })?.name,
            let name = login.members.first(where: { !Masking.isSecret($0.name) })?.name
        else { return }
        let isMail = login[name]?.plain?.contains("@") == true
        let operation = context.surface.operations.first { $0.path == door.path }?.id ?? door.path
        for (user, word) in [
            ("admin", "admin"), ("admin", "password"), ("admin", "admin123"), ("root", "root"), ("test", "test"),
        ] {
            let user = isMail ? user + "@example.com" : user
            let body = login.setting(name, .string(user)).setting(secret, .string(word))
            if body == login { continue }
            guard try await context.signIn(body, name: "x") != nil else {
                notes.held()
                continue
            }
            notes.found(
                .critical, cwe: 1392, operation, "An account has its default password",
                evidence: "\(user) signs in with a password of a list of five",
                calls: [door.call(body)],
                remedy: "Ship no account; make the first admin with a password of their own.")
            return
        }
    }
}
