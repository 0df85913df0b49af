/// A profile, driven to its report.
public struct LoadRun: Sendable {
    /// What a run tells while it goes on.
    public enum Progress: Sendable {
        /// Of stress: this rate is tried next.
        case step(rate: Double)
        case second(LoadSecond)
    }

    public let generator: LoadGenerator
    public let question: LoadReport.Question
    public let server: ServerWatch?

    public init(_ generator: LoadGenerator, _ question: LoadReport.Question, server: ServerWatch? = nil) {
        self.generator = generator
        self.question = question
        self.server = server
    }

    /// Cancelled, it answers a report of what had been done.
    /// - Throws: as `LoadGenerator.run`.
    public func report(_ progress: @escaping @Sendable (Progress) -> Void = { _ in }) async throws -> LoadReport {
        if question.profile == .stress { return try await stress(progress) }
        let measurement = try await measure(question.rate, generator, progress)
        return LoadReport(question, measurement)
    }

    private func stress(_ progress: @escaping @Sendable (Progress) -> Void) async throws -> LoadReport {
        var search = StressSearch(from: question.rate)
        var generator = generator
        /// A step goes on where the one before has left off: rows that were deleted are gone.
        func step(_ rate: Double) async throws -> LoadMeasurement {
            let measurement = try await measure(rate, generator, progress)
            generator = LoadGenerator(
                generator.target, generator.mix.after(measurement.schedule.count), generator.options)
            return measurement
        }
        var best: LoadMeasurement?
        var last: LoadMeasurement?
        while let rate = search.next, !Task.isCancelled {
            progress(.step(rate: rate))
            var measurement = try await step(rate)
            var finding = finding(measurement)
            // What spoilt it may be gone the next time; a limit of the generator's is not.
            if finding == .invalid, !measurement.isInterrupted {
                measurement = try await step(rate)
                finding = self.finding(measurement)
            }
            last = measurement
            if measurement.isInterrupted { break }
            search.record(finding, at: rate)
            if finding == .meets, rate == search.best { best = measurement }
        }
        guard let shown = Task.isCancelled ? last ?? best : best ?? last else {
            return LoadReport(question, try await step(question.rate), stress: search)
        }
        return LoadReport(question, shown, stress: search)
    }

    /// A server that misses the thresholds does so whatever the generator could; one that meets them must have been given
    /// what was meant.
    private func finding(_ measurement: LoadMeasurement) -> StressSearch.Finding {
        let meets = question.thresholds.allSatisfy { $0.check(measurement).holds }
        guard LoadValidity(measurement).isValid else { return .invalid }
        return meets && measurement.requests > 0 ? .meets : .misses
    }

    private func measure(
        _ rate: Double, _ generator: LoadGenerator, _ progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> LoadMeasurement {
        try await generator.run(
            question.profile.stages(rate: rate, seconds: question.seconds), server: server
        ) { progress(.second($0)) }
    }
}
