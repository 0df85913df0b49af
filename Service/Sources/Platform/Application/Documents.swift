import Foundation
import HTTPTypes
import NIOCore

/// The API's description and its pages, read once when the service starts.
public struct Documents: Sendable {
    private var endpoints: [Endpoint] = []

    public static let none = Documents()

    private init() {}

    /// - Parameter folder: holds `openapi.yaml`, `openapi.json`, guides in `docs/`, and in `Public/docs/` the assets of Swagger
    ///   UI. What is not there is not served.
    public init(folder: String) {
        add("/openapi.yaml", "application/yaml", Self.read(folder + "/openapi.yaml"))
        add("/openapi.json", "application/json", Self.read(folder + "/openapi.json"))
        let assets = folder + "/Public/docs"
        for name in ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"] {
            add("/docs/" + name, Self.type(of: name), Self.read("\(assets)/\(name)"))
        }
        addGuides(folder)
        if endpoints.contains(where: { $0.path == "/docs/swagger-ui-bundle.js" }) {
            let hasGuides = endpoints.contains { $0.path == "/docs/guides/getting-started.md" }
            add("/docs", "text/html; charset=utf-8", ByteBuffer(string: Self.page(hasGuides ? Self.guides : "")))
            add("/docs/start.js", "text/javascript; charset=utf-8", ByteBuffer(string: Self.start))
        }
    }

    var all: [Endpoint] { endpoints }

    /// For those who call the API; what those who run it need is not served. As plain text, which every browser shows.
    private mutating func addGuides(_ folder: String) {
        let pages = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/docs/reference")) ?? []
        let names =
            ["getting-started.md", "authentication.md", "errors.md", "rate-limits.md"]
            + pages.filter { $0.hasSuffix(".md") }.sorted().map { "reference/" + $0 }
        for name in names {
            add("/docs/guides/" + name, "text/plain; charset=utf-8", Self.read("\(folder)/docs/\(name)"))
        }
        add("/docs/CHANGELOG.md", "text/plain; charset=utf-8", Self.read(folder + "/CHANGELOG.md"))
    }

    private mutating func add(_ path: String, _ type: String, _ body: ByteBuffer?) {
        guard let body else { return }
        var headers: HTTPFields = [.contentType: type, .cacheControl: "public, max-age=300"]
        if path.hasPrefix("/docs") { headers[.contentSecurityPolicy] = Self.policy }
        let reply = Reply(.ok, headers: headers, body: body)
        endpoints.append(.operational(path) { _ in reply })
    }

    private static func read(_ path: String) -> ByteBuffer? {
        FileManager.default.contents(atPath: path).map { ByteBuffer(bytes: $0) }
    }

    private static func type(of name: String) -> String {
        if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
        return name.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "image/png"
    }

    /// Scripts and styles of this origin only; Swagger UI sets styles on elements and shows its icons as `data:`.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
        frame-ancestors 'none'
        """

    private static let guides = #"<p><a href="/docs/guides/getting-started.md">Guides and examples</a></p>"# + "\n"

    private static func page(_ guides: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>API documentation</title>
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
        </head>
        <body>
        \(guides)<div id="swagger-ui"></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
        </body>
        </html>

        """
    }

    private static let start = """
        SwaggerUIBundle({ url: "/openapi.yaml", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });

        """
}
