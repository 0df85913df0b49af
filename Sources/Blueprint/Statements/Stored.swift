import Brief

/// How values lie in the database.
enum Stored {
    static func value(_ literal: Literal) -> SQLValue {
        switch literal {
        case .null: .null
        case .bool(let value): .integer(value ? 1 : 0)
        case .int(let value): .integer(value)
        case .decimal(let number): .integer(number.units)
        case .text(let text), .enumeration(let text), .date(let text), .datetime(let text): .text(text)
        case .duration(let seconds): .integer(Int64(seconds.count) * 1000)
        case .list: .null
        }
    }
}
