import Brief

/// The words of which rules and panels are made. Only the API's slug and numbers come from the brief, never its texts.
struct PromQL: Sendable {
    let job: String
    /// Picks the API's own routes: not the probes, not the documents, not what has no route.
    let routes: String
    let levels: ServiceLevels

    init(_ brief: Brief) {
        job = brief.api
        levels = brief.slo
        routes =
            brief.version.map { "route=~'/\($0)/.*'" }
            ?? "route!~'unmatched|/livez|/readyz|/metrics|/openapi.*|/docs.*'"
    }

    /// The share of requests that may fail. A promise of 100 % is taken for one in a million: no alert could tell them apart.
    var budget: Double { max(1 - levels.availability, 1e-6) }

    static let duration = "http_server_request_duration_seconds"

    /// `name{job='users'}`, with further matchers.
    func series(_ name: String, _ matchers: String...) -> String {
        "\(name){\((["job='\(job)'"] + matchers).joined(separator: ","))}"
    }

    /// The job of the proxy before the service.
    var proxy: String { job + "-proxy" }

    /// `name{job='users-proxy',proxy='door'}`, of what the proxy exports.
    func proxySeries(_ name: String, _ matchers: String...) -> String {
        "\(name){\((["job='\(proxy)'"] + matchers).joined(separator: ","))}"
    }

    func requests(_ matchers: String..., window: Window) -> String {
        let all = (["job='\(job)'", routes] + matchers).joined(separator: ",")
        return "sum by (job) (rate(\(Self.duration)_count{\(all)}[\(window.text)]))"
    }

    /// Seconds, over five minutes.
    func quantile(_ quantile: String, by labels: String = "job") -> String {
        "histogram_quantile(\(quantile), sum by (\(labels), le) "
            + "(rate(\(Self.duration)_bucket{job='\(job)',\(routes)}[5m])))"
    }

    /// A share or a number of seconds without the noise of binary fractions.
    static func number(_ value: Double) -> String { MetricText.number((value * 1e9).rounded() / 1e9) }
}

/// A range of time that rules look back over.
struct Window: Sendable, Equatable {
    let text: String
    let minutes: Int
    var seconds: Int { minutes * 60 }

    static let all = [five, half, hour, two, six, day, three]
    static let five = Window(text: "5m", minutes: 5)
    static let half = Window(text: "30m", minutes: 30)
    static let hour = Window(text: "1h", minutes: 60)
    static let two = Window(text: "2h", minutes: 120)
    static let six = Window(text: "6h", minutes: 360)
    static let day = Window(text: "1d", minutes: 1440)
    static let three = Window(text: "3d", minutes: 4320)
}

/// How the service writes numbers in its metrics.
enum MetricText {
    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    /// Matches a bucket's label, as it is written and as Prometheus 3 keeps it (`1` becomes `1.0`).
    static func bucket(_ seconds: Double) -> String {
        let text = number(seconds)
        return text.contains(".") ? "le='\(text)'" : "le=~'\(text)([.]0)?'"
    }
}
