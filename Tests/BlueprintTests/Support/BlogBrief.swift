import Brief

/// A brief with what the users brief has not: several resources, nested paths, numbers as ids, every type, pages by
/// offset, rules over the row's own values and over other rows.
func blogBrief() -> Brief {
    let isAuthor = Rule.compare(.equal, Rule.field("author", type: .row("Member")), Rule.me)
    let isPublished = Rule.compare(
        .equal, Rule.field("published", type: .bool), Expression(.literal(.bool(true)), type: .bool))
    let member = Resource(
        name: "Member", path: "/members", operations: [.get],
        fields: [
            Field(
                name: "handle", type: .string, bounds: Bounds(minimum: Number(units: 3), maximum: Number(units: 20)),
                isUnique: true),
            Field(
                name: "level", type: .enumeration(["reader", "editor"]), isReadonly: true,
                defaultValue: .enumeration("reader")),
        ], permissions: [Permission(operation: "get", rule: Rule.anyone)])
    let author = Field(
        name: "author", type: .reference("Member"), reference: Reference(target: "Member", isCaller: true))
    let post = Resource(
        name: "Post", path: "/posts", key: "slug",
        fields: [
            Field(name: "slug", type: .slug(of: "title"), isUnique: true),
            Field(name: "title", type: .string, bounds: Bounds(minimum: Number(units: 1), maximum: Number(units: 200))),
            Field(name: "body", type: .text, bounds: Bounds(minimum: Number(units: 1))),
            Field(name: "published", type: .bool, defaultValue: .bool(false)),
            Field(
                name: "price", type: .decimal(precision: 10, scale: 2),
                bounds: Bounds(minimum: Number(units: 0), maximum: Number(units: 99_999, scale: 2)), isNullable: true),
            Field(
                name: "stars", type: .int, bounds: Bounds(minimum: Number(units: 1), maximum: Number(units: 5)),
                defaultValue: .int(3)),
            Field(name: "day", type: .date, isNullable: true), Field(name: "at", type: .datetime, isNullable: true),
            Field(name: "link", type: .url, isNullable: true), Field(name: "extra", type: .json, isNullable: true),
            Field(
                name: "tags", type: .list(.string, Bounds(minimum: Number(units: 1), maximum: Number(units: 50))),
                defaultValue: .list([])),
            Field(name: "secret", type: .string, isNullable: true, isHidden: true),
            Field(
                name: "code", type: .string, bounds: Bounds(maximum: Number(units: 8)), isNullable: true,
                isImmutable: true, pattern: "^[A-Z]{2}[0-9]+$"),
            author,
        ],
        permissions: [
            Permission(operation: "list", rule: isPublished.or(isAuthor)),
            Permission(operation: "get", rule: isPublished.or(isAuthor)),
            Permission(operation: "create", rule: Rule.role("reader")), Permission(operation: "update", rule: isAuthor),
            Permission(operation: "delete", rule: isAuthor.or(Rule.role("editor"))),
            Permission(operation: "publish", rule: isAuthor),
        ],
        listing: Listing(
            filters: [
                .init(parameter: "stars.gte", test: .field("stars", .gte)),
                .init(parameter: "stars", test: .field("stars", .eq)),
                .init(parameter: "stars.in", test: .field("stars", .in)),
                .init(parameter: "title.contains", test: .field("title", .contains)),
                .init(
                    parameter: "tag",
                    test: .expression(
                        Expression(
                            .contains(
                                list: Rule.field("tags", type: .list(.text)),
                                element: Expression(.parameter, type: .text)),
                            type: .bool))),
                .init(
                    parameter: "author",
                    test: .expression(
                        Rule.compare(.equal, Rule.field("author", "handle"), Expression(.parameter, type: .text)))),
            ], search: ["title", "body"], sort: ["title", "price"], page: .offset(size: 20, maximum: 100, total: true)),
        actions: [
            Action(
                name: "publish",
                when: Rule.compare(
                    .equal, Rule.field("published", type: .bool), Expression(.literal(.bool(false)), type: .bool)),
                assignments: [.init(field: "published", value: Expression(.literal(.bool(true)), type: .bool))])
        ], requiresIfMatch: true)
    let comment = Resource(
        name: "Comment", path: "/posts/{slug}/comments", operations: [.list, .get, .create, .delete],
        fields: [
            Field(name: "id", type: .int),
            Field(
                name: "post", type: .reference("Post"), isHidden: true,
                reference: Reference(target: "Post", onDelete: .cascade)),
            Field(name: "body", type: .text, bounds: Bounds(minimum: Number(units: 1), maximum: Number(units: 2000))),
            author,
        ],
        permissions: [
            Permission(operation: "list", rule: Rule.anyone), Permission(operation: "get", rule: Rule.anyone),
            Permission(operation: "create", rule: Rule.role("reader")), Permission(operation: "delete", rule: isAuthor),
        ], listing: Listing(defaultSort: .init(field: "createdAt"), page: .none))
    return Brief(
        api: "blog", title: "Blog", version: nil, roles: ["reader", "editor"],
        auth: Auth(
            subject: "Member", login: "handle", passwordLength: 10...64, roleField: "level", access: Seconds(600),
            endpoints: [
                .init(operation: .register, method: "POST", path: "/signup"),
                .init(operation: .login, method: "POST", path: "/signin"),
            ]), resources: [member, post, comment], limits: [])
}

/// Names and texts that try to break out of SQL, YAML, JSON and Markdown.
func hostileBrief() -> Brief {
    let evil = "'); DROP TABLE \"x\"; -- \"\n- a: [b]\n<script>|`$(rm)`\u{202E}"
    let names = [
        "select", "Order", "order", "rank", "rowid", "version", "deletedAt", "oid", "sqliteStatSearch", "index",
        "table", "userID", "userId",
    ]
    let strange = Resource(
        name: "SqliteStat", path: "/strange",
        fields: names.map { Field(name: $0, type: .string, isUnique: $0 == "select") } + [
            Field(name: "kind", type: .enumeration([evil, "'", "\"", "plain"]), defaultValue: .enumeration("'")),
            Field(
                name: "note", type: .string, bounds: Bounds(maximum: Number(units: 90)), isNullable: true,
                defaultValue: .text(evil)),
            Field(name: "quote", type: .string, isNullable: true, pattern: "^[^'\"|`]*$"),
        ],
        permissions: Resource.Operation.allCases.map { Permission(operation: $0.rawValue, rule: Rule.anyone) },
        listing: Listing(
            filters: [
                .init(parameter: "rank", test: .field("rank", .eq)),
                .init(parameter: "kind", test: .field("kind", .eq)),
            ],
            search: ["rank", "rowid", "select"], sort: ["order", "Order"]), deletion: .soft(Seconds(60)))
    let twin = Resource(
        name: "SqliteStats", path: "/twins", operations: [.get, .list],
        permissions: [Permission(operation: "get", rule: Rule.anyone)])
    return Brief(api: "hostile", title: evil, description: evil, resources: [strange, twin])
}
