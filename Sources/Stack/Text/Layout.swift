/// Lays out Swift the way `swift format` does with the settings of `.swift-format`.
enum Layout {
    /// Characters in a line. The formatter takes 120, but breaks some lines that are just as long.
    static let width = 119

    /// `head(a, b)tail` on one line where that fits behind `indent` columns, else an argument a line.
    /// - Parameter closure: stands behind the call.
    static func call(
        _ head: String, _ arguments: [String], tail: String = "", closure: String? = nil, indent: Int, prefix: Int = 0
    ) -> String {
        if !head.isBroken, !arguments.contains(where: \.isBroken) {
            let line = "\(head)(\(arguments.joined(separator: ", ")))\(tail)"
            let opening = closure.map { " " + $0.prefix { $0 != "\n" } } ?? ""
            if indent + prefix + line.columns + opening.columns <= width {
                return line + (closure.map { " " + $0 } ?? "")
            }
        }
        let lines = arguments.joined(separator: ",\n").indented()
        return "\(head)(\n\(lines)" + (closure.map { "\n) " + $0 } ?? ")\(tail)")
    }

    /// `[a, b]` on one line where that fits behind `indent` and `prefix` columns, else in lines that are filled up, deeper
    /// by four columns. An element of several lines stands alone.
    static func array(_ elements: [String], indent: Int, prefix: Int = 0) -> String {
        if elements.isEmpty { return "[]" }
        let isBroken = elements.contains(where: \.isBroken)
        if !isBroken {
            let line = "[\(elements.joined(separator: ", "))]"
            if indent + prefix + line.columns <= width { return line }
        }
        // The formatter wants no comma behind a single element.
        if elements.count == 1 { return "[\n\(elements[0].indented())\n]" }
        if isBroken { return "[\n\(elements.joined(separator: ",\n").indented()),\n]" }
        var lines: [String] = []
        for element in elements.map({ $0 + "," }) {
            if let last = lines.last, indent + 4 + last.columns + 1 + element.columns <= width {
                lines[lines.count - 1] = last + " " + element
            } else {
                lines.append(element)
            }
        }
        return "[\n\(lines.joined(separator: "\n").indented())\n]"
    }

    /// `"name": value`, broken behind the colon where it does not fit.
    static func pair(_ name: String, _ value: String, indent: Int) -> String {
        let line = "\(name): \(value)"
        return value.isBroken || indent + line.columns < width ? line : "\(name):\n    \(value)"
    }

    /// `a && b` on one line where that fits, else broken before each operator.
    static func chain(_ operands: [String], by symbol: String, indent: Int, prefix: Int = 0) -> String {
        let line = operands.joined(separator: " \(symbol) ")
        if indent + prefix + line.columns <= width { return line }
        let deeper = operands.dropFirst().map { $0.replacing("\n", with: "\n    ") }
        return (operands.prefix(1) + deeper).joined(separator: "\n    \(symbol) ")
    }
}
