import Blueprint
import Foundation

/// Words that give away what stands behind an API.
enum Signatures {
    /// What a database says of a broken statement; nil: nothing.
    static func sql(in text: String) -> String? {
        let words = [
            "SQL syntax", "sqlite3.OperationalError", "SQLITE_ERROR", "unrecognized token", "near \"'",
            "syntax error at or near",
            "unterminated quoted string", "PSQLException", "PG::SyntaxError", "ORA-00933", "ORA-01756", "SQLSTATE[",
            "mysql_fetch", "MySqlException", "Unclosed quotation mark", "SequelizeDatabaseError", "QueryFailedError",
            "sqlalchemy.exc", "ER_PARSE_ERROR",
        ]
        return words.first { text.contains($0) }
    }

    /// A trace of the program; nil: none.
    static func trace(in text: String) -> String? {
        let plain = [
            "Traceback (most recent call last)", "Werkzeug Debugger", "Whoops\\Run", "Fatal error: Uncaught",
            "panic: runtime error", "goroutine 1 [", "System.NullReferenceException", "org.springframework.",
            "java.lang.", "Microsoft.AspNetCore.", "ActionController::", "Illuminate\\",
        ]
        if let word = plain.first(where: { text.contains($0) }) { return word }
        let stack = text.firstMatch(of: #/\bat [\w.$<>]+ ?\([^)\n]*[\w-]+\.(?:js|ts|java|cs|kt|scala|rb|php):\d+/#)
        if let stack { return String(stack.0.prefix(60)) }
        let file = text.firstMatch(of: #/File ["\\]+[^"\n]+\.py["\\]+, line \d+/#)
        return file.map { String($0.0.prefix(60)) } ?? sql(in: text)
    }
}

extension AuditContext {
    /// What some identity signs in with; nil: none does.
    var anyLogin: JSON? {
        ["a", "b", "admin"].lazy.compactMap { credentials?.login(of: $0) }.first
    }
}
