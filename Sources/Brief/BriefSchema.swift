import Foundation

/// The JSON Schema of briefs: what an editor needs to complete and check keys while one is written.
public enum BriefSchema {
    /// JSON Schema 2020-12. It checks the form; names, types and rules are checked by `BriefReader`.
    public static var json: String {
        let schema: [String: Value] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Fivegate brief",
            "type": "object",
            "required": ["api", "resources"],
            "additionalProperties": false,
            "properties": [
                "api": text("The slug that names package, database and memory.", pattern: "^[a-z][a-z0-9-]{0,39}$"),
                "title": text("The API's title."),
                "description": text("What the API is for."),
                "version": text("The base path: v1.", pattern: "^v[1-9][0-9]{0,3}$"),
                "wire": ["const": "standard"],
                "roles": list("Roles, lowest first; each implies those before it."),
                "auth": auth,
                "resources": map("What the API holds.", of: resource),
                "limits": ["description": "Rate limits, or none.", "type": ["object", "string"]],
                "slo": object(
                    "What gates and alerts measure against.",
                    [
                        "availability": text("99.9%"), "p95": text("200ms"), "errors": text("0.1%"),
                        "throughput": text("1000/s"),
                    ]),
            ],
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts, lists and maps only: encoding them can't fail.
        let data = (try? encoder.encode(Value.map(schema))) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static var auth: Value {
        var operations = Auth.Operation.allCases.map { ($0.rawValue, text("POST /path")) }
        operations.append(("me", text("/me")))
        return object(
            "Accounts.",
            [
                "subject": text("The account resource."), "login": text("email + password"),
                "password": text("(8..128)"), "role": text("The field that holds the caller's role."),
                "when": text("The condition under which an account may sign in and stay in."),
                "access": text("15m"), "refresh": text("30d"), "lockout": text("10 in 15m"),
                "ops": object("Account operations.", Dictionary(uniqueKeysWithValues: operations)),
            ], required: ["subject", "login", "ops"])
    }

    private static var resource: Value {
        let operations = Value.list(Resource.Operation.allCases.map { .text($0.rawValue) })
        let action = object(
            "POST path/{key}/name",
            [
                "when": text("Else 409."), "input": map("Fields of the request.", of: text("A field's line.")),
                "set": map("Values of fields.", of: ["type": ["string", "number", "boolean", "null"]]),
                "then": ["type": ["string", "array"]],
            ])
        return object(
            "A resource.",
            [
                "path": text("/articles/{slug}/comments"), "key": text("The unique field used in paths."),
                "ops": ["type": "array", "items": ["enum": operations]],
                "fields": map(
                    "name: type[(range)][?] [modifiers and = default] [/pattern/]", of: text("A field's line.")),
                "allow": map("Who may; what is not named is denied.", of: text("An expression.")),
                "list": object(
                    "How lists are filtered, searched, sorted and cut.",
                    [
                        "filter": ["type": ["array", "object"]], "search": list("Text fields."),
                        "sort": list("Fields."),
                        "default": text("-createdAt"), "page": text("cursor(50, 1000)"),
                    ]),
                "actions": map("Further operations on one row.", of: ["anyOf": [action, ["type": "null"]]]),
                "delete": text("hard, or soft 30d"), "ifMatch": ["enum": ["optional", "required"]],
                "audit": list("Operations written to the audit log."),
            ], required: ["fields"])
    }

    private static func text(_ description: String, pattern: String? = nil) -> Value {
        var value: [String: Value] = ["type": "string", "description": .text(description)]
        if let pattern { value["pattern"] = .text(pattern) }
        return .map(value)
    }

    private static func list(_ description: String) -> Value {
        ["type": "array", "description": .text(description), "items": ["type": "string"]]
    }

    private static func map(_ description: String, of element: Value) -> Value {
        ["type": "object", "description": .text(description), "additionalProperties": element]
    }

    private static func object(_ description: String, _ properties: [String: Value], required: [String] = []) -> Value {
        [
            "type": "object", "description": .text(description), "properties": .map(properties),
            "required": .list(required.map(Value.text)), "additionalProperties": .flag(false),
        ]
    }
}

extension BriefSchema {
    indirect enum Value: Encodable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
        ExpressibleByDictionaryLiteral,
        ExpressibleByBooleanLiteral
    {
        case text(String)
        case flag(Bool)
        case list([Value])
        case map([String: Value])

        init(stringLiteral value: String) { self = .text(value) }
        init(booleanLiteral value: Bool) { self = .flag(value) }
        init(arrayLiteral elements: Value...) { self = .list(elements) }
        init(dictionaryLiteral elements: (String, Value)...) {
            self = .map(Dictionary(elements) { first, _ in first })
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .flag(let flag): try container.encode(flag)
            case .list(let values): try container.encode(values)
            case .map(let values): try container.encode(values)
            }
        }
    }
}
