extension Timestamp {
    /// `Sun, 22 Nov 2026 23:54:52 GMT` (RFC 9110).
    var httpDate: String {
        let day = milliseconds.quotientAndRemainder(floor: 86_400_000).quotient
        let date = CivilDate(daysSince1970: day)
        // 1970 began on a Thursday.
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][
            Int(day.quotientAndRemainder(floor: 7).remainder)]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = text.dropFirst(11).prefix(8)
        let dayOfMonth = (date.day < 10 ? "0" : "") + String(date.day)
        return "\(weekday), \(dayOfMonth) \(months[Int(date.month) - 1]) \(text.prefix(4)) \(clock) GMT"
    }
}
