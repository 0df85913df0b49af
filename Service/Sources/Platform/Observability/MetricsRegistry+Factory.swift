import CoreMetrics

extension MetricsRegistry: MetricsFactory {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        ScalarHandler(scalar(label, dimensions, kind: .counter))
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        ScalarHandler(scalar(label, dimensions, kind: .gauge))
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate { return HistogramHandler(histogram(label, dimensions, bounds: Histogram.seconds)) }
        return ScalarHandler(scalar(label, dimensions, kind: .gauge))
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        HistogramHandler(histogram(label, dimensions, bounds: Histogram.seconds))
    }

    // A metric stays when its last handle goes: what was counted is still true.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}
}

private final class ScalarHandler: CounterHandler, MeterHandler, RecorderHandler {
    private let scalar: Scalar

    init(_ scalar: Scalar) { self.scalar = scalar }

    func increment(by amount: Int64) { scalar.add(Double(amount)) }
    func reset() { scalar.set(0) }
    func set(_ value: Int64) { scalar.set(Double(value)) }
    func set(_ value: Double) { scalar.set(value) }
    func increment(by amount: Double) { scalar.add(amount) }
    func decrement(by amount: Double) { scalar.add(-amount) }
    func record(_ value: Int64) { scalar.set(Double(value)) }
    func record(_ value: Double) { scalar.set(value) }
}

private final class HistogramHandler: RecorderHandler, TimerHandler {
    private let histogram: Histogram

    init(_ histogram: Histogram) { self.histogram = histogram }

    func record(_ value: Int64) { histogram.observe(Double(value)) }
    func record(_ value: Double) { histogram.observe(value) }
    func recordNanoseconds(_ duration: Int64) { histogram.observe(Double(duration) / 1e9) }
}
