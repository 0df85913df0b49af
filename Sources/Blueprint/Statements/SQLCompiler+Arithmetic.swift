import Brief

extension SQLCompiler {
    mutating func arithmetic(
        _ operation: Arithmetic, _ leftSide: Expression, _ rightSide: Expression, _ type: ValueType
    ) -> Value {
        if type == .datetime { return moved(leftSide, operation, rightSide) }
        if leftSide.type == .datetime, rightSide.type == .datetime {
            let (left, right) = (value(leftSide), value(rightSide))
            return Value(
                sql: "(\(Self.milliseconds(left.sql)) - \(Self.milliseconds(right.sql)))",
                guards: left.guards + right.guards)
        }
        var (left, right) = (value(leftSide), value(rightSide))
        var scale = left.scale + right.scale
        if operation == .add || operation == .subtract {
            (left, right) = aligned(left, right)
            scale = left.scale
        } else if operation == .divide {
            scale = 0
            (left, right) = aligned(left, right)
        }
        let sql = "(\(left.sql) \(operation.rawValue) \(right.sql))"
        // SQLite turns an overflow into a real and a division by zero into null.
        return Value(sql: sql, scale: scale, guards: left.guards + right.guards + ["typeof(\(sql)) = 'integer'"])
    }

    /// A point in time moved by a duration, in the form in which datetimes are stored.
    private mutating func moved(_ leftSide: Expression, _ operation: Arithmetic, _ rightSide: Expression) -> Value {
        let (moment, duration) = leftSide.type == .datetime ? (leftSide, rightSide) : (rightSide, leftSide)
        let (time, length) = (value(moment), value(duration))
        let sign = operation == .subtract ? "-" : ""
        let sql = "strftime('%Y-%m-%dT%H:%M:%fZ', \(time.sql), (\(sign)(\(length.sql)) / 1000.0) || ' seconds')"
        return Value(sql: sql, guards: time.guards + length.guards + ["\(sql) IS NOT NULL"])
    }

    /// Milliseconds since 1970 of a stored datetime.
    private static func milliseconds(_ sql: String) -> String {
        "(strftime('%s', \(sql)) * 1000 + CAST(substr(\(sql), 21, 3) AS INTEGER))"
    }

    /// In units of 10^-scale, rounded half away from zero where digits are lost, as ``Literal/rescaled(to:)`` does it.
    func rescaled(_ value: Value, to scale: Int) -> Value {
        if value.scale == scale { return value }
        let factor = "1" + String(repeating: "0", count: abs(scale - value.scale))
        let sql: String
        if scale > value.scale {
            sql = "(\(value.sql) * \(factor))"
        } else {
            let half = "5" + factor.dropFirst(2)
            sql = "((\(value.sql) + CASE WHEN \(value.sql) < 0 THEN -\(half) ELSE \(half) END) / \(factor))"
        }
        // Null stays null; what leaves 64 bits is a real.
        return Value(sql: sql, scale: scale, guards: value.guards + ["typeof(\(sql)) <> 'real'"])
    }

    /// Both at the larger scale, so that their units compare.
    func aligned(_ left: Value, _ right: Value) -> (Value, Value) {
        func raised(_ value: Value, to scale: Int) -> Value {
            if value.scale == scale { return value }
            let factor = "1" + String(repeating: "0", count: scale - value.scale)
            return Value(sql: "(\(value.sql) * \(factor))", scale: scale, guards: value.guards)
        }
        let scale = max(left.scale, right.scale)
        return (raised(left, to: scale), raised(right, to: scale))
    }
}
