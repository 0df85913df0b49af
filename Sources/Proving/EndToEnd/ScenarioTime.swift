import Blueprint
import Foundation

/// Moves the times of a case from `Case.now` to another now: for a server whose clock goes on, so that what is to come
/// in the case is to come there too.
struct ScenarioTime: Sendable {
    private let distance: TimeInterval
    private let days: Int
    private static let times = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let dates = Date.ISO8601FormatStyle().year().month().day()
    private static let day: TimeInterval = 86_400

    init(now: Date) throws {
        let then = try Date(Case.now, strategy: Self.times)
        distance = now.timeIntervalSince(then)
        let midnights = [now, then].map { ($0.timeIntervalSince1970 / Self.day).rounded(.down) }
        days = Int(midnights[0] - midnights[1])
    }

    /// A time or a date is another; other text stays as it is.
    func moved(_ text: String) -> String {
        switch text.utf8.count {
        case 24: Self.moment(text, after: distance) ?? text
        case 10: Self.date(text, after: days) ?? text
        default: text
        }
    }

    func moved(_ given: Given) -> Given {
        let value = { (value: SQLValue) in if case .text(let text) = value { SQLValue.text(moved(text)) } else { value }
        }
        var given = given
        for row in given.rows.indices {
            given.rows[row].columns = given.rows[row].columns.map { .init($0.column, value($0.value)) }
            for list in given.rows[row].lists.indices {
                given.rows[row].lists[list].values = given.rows[row].lists[list].values.map(value)
            }
        }
        return given
    }

    func moved(_ request: Request) -> Request {
        var request = request
        request.query = request.query.map { .init($0.name, moved($0.value)) }
        if case .json(let json) = request.body { request.body = .json(moved(json)) }
        return request
    }

    private func moved(_ json: JSON) -> JSON {
        switch json {
        case .string(let text): .string(moved(text))
        case .array(let elements): .array(elements.map(moved))
        case .object(let members): .object(members.map { .init($0.name, moved($0.value)) })
        default: json
        }
    }

    /// `2026-01-15` so many days later; nil where the text is no date.
    static func date(_ text: String, after days: Int) -> String? {
        guard let date = try? Date(text, strategy: dates), date.formatted(dates) == text else { return nil }
        return date.addingTimeInterval(TimeInterval(days) * day).formatted(dates)
    }

    /// `2026-01-15T12:00:00.000Z` so many seconds later; nil where the text is no time.
    static func moment(_ text: String, after seconds: TimeInterval) -> String? {
        guard let date = try? Date(text, strategy: times) else { return nil }
        // What is less than a millisecond is cut off, not rounded.
        return date.addingTimeInterval(seconds + 0.000_5).formatted(times)
    }
}
