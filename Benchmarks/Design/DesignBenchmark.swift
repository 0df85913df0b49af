import Blueprint
import Brief
import Foundation
import Source
import Stack

/// How long a brief of 50, 100 and 200 resources takes from its text to every document of the design and every file of
/// the service, in memory. Prints a table: of each size the fastest of five rounds, in seconds.
@main enum DesignBenchmark {
    static func main() throws {
        print("| resources | read | blueprint | documents | service | all | MB of text |")
        print("|---|---|---|---|---|---|---|")
        var totals: [Int: Duration] = [:]
        for count in [50, 100, 200] {
            let text = largeBrief(resources: count)
            let rounds = try (0..<5).map { _ in try Round(text) }
            guard let best = rounds.min(by: { $0.total < $1.total }) else { continue }
            totals[count] = best.total
            let cells = best.times.map(seconds) + [seconds(best.total), String(best.bytes / 1_000_000)]
            print("| \(count) | \(cells.joined(separator: " | ")) |")
        }
        guard let small = totals[100], let large = totals[200] else { return }
        print("\nTime for 200 resources over time for 100: \(String(format: "%.2f", large / small)).")
    }
}

/// One way from text to files.
private struct Round {
    /// Reading, blueprint, documents, service.
    var times: [Duration] = []
    var bytes = 0
    var total: Duration { times.reduce(.zero, +) }

    init(_ text: String) throws {
        let reading = timed { BriefReader.read(SourceText(name: "brief.yaml", text: text)) }
        guard let brief = reading.brief else { throw Unreadable(description: reading.report.text) }
        let blueprint = timed { Blueprint(brief) }
        let documents = timed { blueprint.documents() }
        let files = timed {
            ServiceRenderer.files(of: blueprint, implemented: Set(blueprint.endpoints.map(\.id)), brief: text)
        }
        bytes = (documents.map(\.text) + files.map(\.text)).reduce(0) { $0 + $1.utf8.count }
    }

    private mutating func timed<Value>(_ work: () -> Value) -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        let value = work()
        times.append(clock.now - start)
        return value
    }
}

private struct Unreadable: Error, CustomStringConvertible {
    var description: String
}

private func seconds(_ duration: Duration) -> String { String(format: "%.2f", duration / .seconds(1)) }
