import Source

/// An expression as it is written, before names mean anything.
indirect enum ExpressionSyntax {
    /// `status`, `author.username`
    case path([String], SourceRange)
    case literal(Literal, SourceRange)
    case parameter(SourceRange)
    /// `$reason`
    case input(String, SourceRange)
    case compare(Comparison, ExpressionSyntax, ExpressionSyntax)
    /// `role in (admin, owner)`
    case among(ExpressionSyntax, [ExpressionSyntax])
    /// `$ in tagList`
    case within(ExpressionSyntax, ExpressionSyntax)
    case and(ExpressionSyntax, ExpressionSyntax)
    case or(ExpressionSyntax, ExpressionSyntax)
    case not(ExpressionSyntax, SourceRange)
    case arithmetic(Arithmetic, ExpressionSyntax, ExpressionSyntax)

    var range: SourceRange {
        switch self {
        case .path(_, let range), .literal(_, let range), .parameter(let range), .input(_, let range): range
        case .not(let inner, let range): SourceRange(start: range.start, end: inner.range.end)
        case .compare(_, let left, let right), .within(let left, let right), .and(let left, let right),
            .or(let left, let right), .arithmetic(_, let left, let right):
            SourceRange(start: left.range.start, end: right.range.end)
        case .among(let left, let members):
            SourceRange(start: left.range.start, end: (members.last ?? left).range.end)
        }
    }
}
