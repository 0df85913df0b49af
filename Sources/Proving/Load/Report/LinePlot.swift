import Foundation
import Source

/// A plot of lines over time as SVG 1.1, without scripts or outside files.
public struct LinePlot: Sendable {
    /// A line with its name in the legend; a colour as `#rrggbb`; times in seconds.
    public struct Line: Sendable {
        public var name: String
        public var color: String
        public var points: [(time: Double, value: Double)]

        public init(name: String, color: String, points: [(time: Double, value: Double)]) {
            self.name = name
            self.color = color
            self.points = points
        }
    }

    public var title: String
    /// Of the values: `ms`.
    public var unit: String
    public var lines: [Line]

    public init(title: String, unit: String, lines: [Line]) {
        self.title = title
        self.unit = unit
        self.lines = lines
    }

    private static let (width, height, left, top, right, bottom) = (760.0, 280.0, 70.0, 34.0, 16.0, 40.0)

    /// The file's text.
    public var svg: String {
        let highest = max(lines.flatMap { $0.points.map(\.value) }.max() ?? 1, 1e-9)
        let longest = max(lines.flatMap { $0.points.map(\.time) }.max() ?? 1, 1e-9)
        let top = Self.nice(highest)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
            font-family="sans-serif" font-size="12" role="img" aria-label="\(HTMLText.text(title))">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="\(Int(Self.left))" y="20" font-size="14">\(HTMLText.text(title)), \(HTMLText.text(unit))</text>
            \(grid(top, longest))
            \(lines.enumerated().map { path($1, $0, top, longest) }.joined(separator: "\n"))
            </svg>

            """
    }

    private func grid(_ highest: Double, _ longest: Double) -> String {
        (0...4).map { step in
            let y = Self.y(highest * Double(step) / 4, highest)
            let x = Self.x(longest * Double(step) / 4, longest)
            let value = LoadText.number((highest * Double(step) / 4 * 100).rounded() / 100)
            let time = LoadText.number((longest * Double(step) / 4 * 10).rounded() / 10)
            return """
                <line x1="\(Self.text(Self.left))" x2="\(Self.text(Self.width - Self.right))" y1="\(y)" y2="\(y)" stroke="#dddddd"/>
                <text x="\(Self.text(Self.left - 6))" y="\(y)" text-anchor="end" dominant-baseline="middle">\(value)</text>
                <text x="\(x)" y="\(Self.text(Self.height - Self.bottom + 18))" text-anchor="middle">\(time) s</text>
                """
        }.joined(separator: "\n")
    }

    private func path(_ line: Line, _ index: Int, _ highest: Double, _ longest: Double) -> String {
        let points = line.points.map { "\(Self.x($0.time, longest)),\(Self.y($0.value, highest))" }.joined(
            separator: " ")
        let x = Self.width - Self.right - 90 * Double(lines.count - index)
        return """
            <polyline points="\(points)" fill="none" stroke="\(line.color)" stroke-width="1.5"/>
            <line x1="\(Self.text(x))" x2="\(Self.text(x + 16))" y1="16" y2="16" stroke="\(line.color)" stroke-width="2"/>
            <text x="\(Self.text(x + 20))" y="20">\(HTMLText.text(line.name))</text>
            """
    }

    private static func x(_ time: Double, _ longest: Double) -> String {
        text(left + (width - left - right) * time / longest)
    }

    private static func y(_ value: Double, _ highest: Double) -> String {
        text(height - bottom - (height - top - bottom) * value / highest)
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }

    /// The next of 1, 2, 2.5, 5, 10 … above.
    private static func nice(_ value: Double) -> Double {
        let power = pow(10, floor(log10(value)))
        return ([1, 2, 2.5, 5, 10].first { $0 * power >= value } ?? 10) * power
    }
}

extension LoadReport {
    /// The report's plots by file name.
    public var plots: [(name: String, svg: String)] {
        let line = { (name: String, color: String, value: (LoadSecond) -> Double?) in
            LinePlot.Line(
                name: name, color: color,
                points: seconds.compactMap { second in value(second).map { (second.time, $0) } })
        }
        // The last piece of a run is no whole second.
        let lengths = zip(seconds, [0] + seconds.map(\.time)).map { max($0.time - $1, 0.05) }
        let perSecond = { (name: String, color: String, value: KeyPath<LoadSecond, Int>) in
            LinePlot.Line(
                name: name, color: color,
                points: zip(seconds, lengths).filter { $0.1 >= 0.5 }.map { ($0.time, Double($0[keyPath: value]) / $1) })
        }
        var plots = [
            (
                "rate.svg",
                LinePlot(
                    title: "Rate", unit: "requests/s",
                    lines: [
                        perSecond("due", "#999999", \.due), perSecond("ended", "#1f77b4", \.completed),
                        perSecond("failed", "#d62728", \.failures),
                    ]
                ).svg
            ),
            (
                "latency.svg",
                LinePlot(
                    title: "Latency", unit: "ms",
                    lines: [
                        line("p50", "#2ca02c") { $0.completed > 0 ? $0.p50 : nil },
                        line("p95", "#ff7f0e") { $0.completed > 0 ? $0.p95 : nil },
                        line("p99", "#d62728") { $0.completed > 0 ? $0.p99 : nil },
                    ]
                ).svg
            ),
        ]
        if server != nil {
            plots.append(
                (
                    "server.svg",
                    LinePlot(
                        title: "Server", unit: "% of a core, MB",
                        lines: [
                            line("cpu, %", "#9467bd") { $0.cpu.map { $0 * 100 } },
                            line("memory, MB", "#8c564b") { $0.rss.map { Double($0) / 1_048_576 } },
                        ]
                    ).svg
                ))
        }
        return plots.map { (name: $0.0, svg: $0.1) }
    }
}
