import Histogram

extension LoadReport {
    /// What was to be measured.
    public struct Question: Sendable {
        public var title: String
        public var target: String
        public var profile: LoadProfile
        public var rate: Double
        /// As asked for: of the run, or of each step.
        public var seconds: Double
        public var thresholds: [Threshold]
        public var leftOut: [String]
        public var notes: [String]

        public init(
            title: String, target: String, profile: LoadProfile, rate: Double, seconds: Double,
            thresholds: [Threshold], leftOut: [String] = [], notes: [String] = []
        ) {
            self.title = title
            self.target = target
            self.profile = profile
            self.rate = rate
            self.seconds = seconds
            self.thresholds = thresholds
            self.leftOut = leftOut
            self.notes = notes
        }

        /// The limit of p95 that the thresholds set; nil: none does.
        var p95: Double? {
            thresholds.first { $0.metric == .duration && $0.endpoint == nil && $0.aggregation == .percentile(95) }?
                .limit
        }
    }

    /// The report of one run of the generator; `stress` gives its search, and the run at the rate that it found.
    public init(_ question: Question, _ measurement: LoadMeasurement, stress: StressSearch? = nil) {
        let all = measurement.all
        title = question.title
        target = question.target
        profile = question.profile
        stages = measurement.schedule.stages
        elapsed = measurement.elapsed
        targetRate =
            measurement.schedule.seconds > 0 ? Double(measurement.schedule.count) / measurement.schedule.seconds : 0
        achievedRate = measurement.achievedRate
        requests = measurement.requests
        failures = measurement.failures
        errorRate = measurement.errorRate
        latency = LatencySummary(all.latencies)
        thresholds = question.thresholds.map { $0.check(measurement) }
        endpoints = EndpointSummary.all(measurement)
        statuses = Self.named(all.statuses)
        errors = all.errors
        generator = GeneratorSummary(measurement)
        server = ServerSummary(measurement.seconds)
        self.stress = stress.map(StressSummary.init)
        recovery =
            question.profile == .spike
            ? Spike(rate: question.rate, seconds: question.seconds)
                .recovery(measurement.seconds, p95: question.p95 ?? .infinity) ?? -1 : nil
        endurance = question.profile == .endurance ? Endurance(measurement.seconds) : nil
        leftOut = question.leftOut
        notes = question.notes
        seconds = measurement.seconds
        labels = []
        reasons = []
        verdict = .pass
        labels = Self.labels(question, measurement)
        judge(LoadValidity(measurement), isInterrupted: measurement.isInterrupted)
    }

    private static func labels(_ question: Question, _ measurement: LoadMeasurement) -> [String] {
        let full = question.profile.fullSeconds
        let short =
            question.seconds < full
            ? [
                "short: \(LoadText.duration(question.seconds)) for \(question.profile.unit) instead of \(LoadText.duration(full))"
            ]
            : []
        let stopped =
            measurement.isInterrupted
            ? ["interrupted after \(LoadText.duration(measurement.elapsed)): the figures are of what had been done"]
            : []
        return short + stopped
    }

    /// Sets the verdict. An invalid run is never a pass, and never a failure of the server either.
    mutating func judge(_ validity: LoadValidity, isInterrupted: Bool) {
        reasons = validity.reasons
        // A spike asks for ten times what was promised: it is judged by what comes after it.
        let missed = profile == .spike ? [] : thresholds.filter { !$0.holds }
        reasons += missed.map { result in
            "\(result.threshold) does not hold: it is \(result.value.map(LoadText.rounded) ?? "not measured")"
        }
        if recovery == -1 { reasons.append("the server did not recover from the spike while it was watched") }
        if requests == 0 { reasons.append("no request ended") }
        let isMissed = !missed.isEmpty || recovery == -1 || requests == 0
        if profile == .stress, let stress {
            if stress.highestRate == nil { reasons.append("no rate met the thresholds") }
            verdict = isInterrupted ? .interrupted : stress.highestRate == nil ? .fail : .pass
        } else {
            verdict = isInterrupted ? .interrupted : !validity.isValid ? .invalid : isMissed ? .fail : .pass
        }
    }

    static func named(_ statuses: [Int: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: statuses.map { (String($0.key), $0.value) })
    }
}

extension EndpointSummary {
    static func all(_ measurement: LoadMeasurement) -> [EndpointSummary] {
        zip(measurement.names, measurement.total.tallies).compactMap { name, tally -> EndpointSummary? in
            guard let tally else { return nil }
            return EndpointSummary(
                name: name, requests: tally.requests, failures: tally.failures,
                latency: LatencySummary(tally.latencies), statuses: LoadReport.named(tally.statuses),
                errors: tally.errors)
        }.sorted { ($0.latency.p95, $0.name) > ($1.latency.p95, $1.name) }
    }
}

extension GeneratorSummary {
    init(_ measurement: LoadMeasurement) {
        lagP50 = measurement.lag(50)
        lagP99 = measurement.lag(99)
        lagMax = measurement.lag(100)
        dropped = measurement.dropped
        replaced = measurement.total.replaced
        connections = measurement.total.connections
        processor = measurement.processor
    }
}

extension StressSummary {
    init(_ search: StressSearch) {
        steps = search.steps
        highestRate = search.best
        isGeneratorLimited = search.isGeneratorLimited
    }
}
