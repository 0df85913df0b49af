import Brief

/// A row of a case: values by field, as the brief's evaluator reads them.
struct Sample: Sendable, Equatable {
    var resource: String
    var values: [String: Literal]
    var version = 1
    var deletedAt: String?

    var id: Literal { values["id"] ?? .null }
    subscript(field: String) -> Literal {
        get { values[field] ?? .null }
        set { values[field] = newValue }
    }
}

/// Makes values that keep every rule of a field, the same for the same number.
struct Samples {
    let model: Model
    /// The same few rows are asked for again and again.
    private let made = Made()

    private final class Made {
        struct Key: Hashable {
            var resource: String
            var number: Int
            var full: Bool
        }
        var rows: [Key: Sample] = [:]
    }

    init(_ model: Model) { self.model = model }

    /// A row with every required field; the optional ones too when `full`. References are null, or must be set.
    func row(of resource: Resource, number: Int, full: Bool = false) -> Sample {
        let key = Made.Key(resource: resource.name, number: number, full: full)
        if let row = made.rows[key] { return row }
        let row = makeRow(of: resource, number: number, full: full)
        made.rows[key] = row
        return row
    }

    private func makeRow(of resource: Resource, number: Int, full: Bool) -> Sample {
        let fields = model.fields(of: resource)
        var values: [String: Literal] = Dictionary(minimumCapacity: fields.count)
        for field in fields {
            if field.type.isReference || (field.isNullable && !full) {
                values[field.name] = .null
            } else if let value = field.defaultValue, !full {
                values[field.name] = value
            } else {
                values[field.name] = value(of: field, number: number)
            }
        }
        values["id"] = id(of: resource, number: number)
        values["createdAt"] = .datetime(Self.moment(minutes: number))
        values["updatedAt"] = values["createdAt"]
        return Sample(resource: resource.name, values: values)
    }

    /// `01980000-0001-7000-8000-000000000007`, a valid version 7.
    func id(of resource: Resource, number: Int) -> Literal {
        if model.field("id", of: resource.name)?.type == .int { return .int(Int64(number)) }
        let place = Self.padded(model.numbers[resource.name] ?? 0, 4)
        return .text("01980000-\(place)-7000-8000-\(Self.padded(number, 12))")
    }

    func value(of field: Field, number: Int) -> Literal { Self.value(of: field, number: number) }

    static func value(of field: Field, number: Int) -> Literal {
        let plain = value(of: field.type, field.bounds, name: field.name, number: number)
        guard let pattern = field.pattern else { return plain }
        // A form of its own is more than the pattern.
        if [.email, .url].contains(field.type), case .text(let text) = plain, PatternSample.matches(text, pattern) {
            return plain
        }
        return PatternSample.matching(pattern, field.bounds, number).map { .text($0) } ?? plain
    }

    private static func value(of type: FieldType, _ bounds: Bounds?, name: String, number: Int) -> Literal {
        switch type {
        case .string, .text: .text(Self.text(name, number, bounds))
        case .slug: .text(Self.text("slug", number, bounds, separator: "-"))
        case .email: .text(Self.text("someone", number, bounds, separator: "", suffix: "@example.org"))
        case .url: .text("https://example.org/\(number)")
        case .uuid, .reference: .text("01990000-0000-7000-8000-\(Self.padded(number, 12))")
        case .int: .int(Self.units(number, bounds, scale: 0))
        case .decimal(_, let scale): .decimal(Number(units: Self.units(number, bounds, scale: scale), scale: scale))
        case .bool: .bool(number % 2 == 0)
        case .date: .date("2026-02-\(Self.padded(number % 28 + 1, 2))")
        case .datetime: .datetime(Self.moment(minutes: number + 10_000))
        case .json: .text("{\"number\":\(number)}")
        case .enumeration(let values): .enumeration(values[number % values.count])
        case .list(let element, let elementBounds):
            .list(
                (0..<max(1, Int(bounds?.minimum?.units ?? 1))).map {
                    value(of: element, elementBounds, name: name, number: number + $0)
                })
        }
    }

    /// `name 7`, made to fit.
    static func text(_ name: String, _ number: Int, _ bounds: Bounds?, separator: String = " ", suffix: String = "")
        -> String
    {
        let minimum = Int(bounds?.minimum?.units ?? 0)
        let maximum = bounds?.maximum.map { Int($0.units) } ?? .max
        var text = "\(name)\(separator)\(number)"
        if text.count + suffix.count > maximum { text = String(String(number).suffix(max(1, maximum - suffix.count))) }
        if text.count + suffix.count < minimum {
            text = String(repeating: "x", count: minimum - text.count - suffix.count) + text
        }
        return text + suffix
    }

    private static func units(_ number: Int, _ bounds: Bounds?, scale: Int) -> Int64 {
        let low = bounds?.minimum.map { $0.units(at: scale) }
        let high = bounds?.maximum.map { $0.units(at: scale) }
        let base = (low ?? (high.map { min($0, 0) } ?? 0)) + Int64(number)
        return min(base, high ?? base)
    }

    /// Minutes after the first of January 2026.
    static func moment(minutes: Int) -> String {
        let day = minutes / 1440 % 28 + 1
        return "2026-01-\(padded(day, 2))T\(padded(minutes / 60 % 24, 2)):\(padded(minutes % 60, 2)):00.000Z"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Number {
    /// Whole units at another scale; what doesn't fit is cut off.
    func units(at wanted: Int) -> Int64 {
        var units = units
        for _ in 0..<max(0, wanted - scale) { units = units.multipliedReportingOverflow(by: 10).partialValue }
        for _ in 0..<max(0, scale - wanted) { units /= 10 }
        return units
    }
}
