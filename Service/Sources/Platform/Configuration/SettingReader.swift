/// Reads settings from the environment and collects everything that is wrong with them.
struct SettingReader {
    private let variables: [String: String]
    private let isProduction: Bool
    private let hasAccounts: Bool
    private let readFile: (String) throws -> String
    private(set) var problems: [String] = []

    init(
        _ variables: [String: String], isProduction: Bool, hasAccounts: Bool,
        readFile: @escaping (String) throws -> String
    ) {
        self.variables = variables
        self.isProduction = isProduction
        self.hasAccounts = hasAccounts
        self.readFile = readFile
        for setting in Setting.all where hasAccounts || !setting.isForAccounts { checkPresence(of: setting) }
    }

    /// What is set, or the default. An empty value counts as not set.
    func text(_ name: String) -> String? { set(name) ?? Setting.all.first { $0.name == name }?.initial }

    /// The value itself, or the text of the file that `<name>_FILE` names.
    mutating func secret(_ name: String) -> String? {
        if let value = set(name) { return value }
        guard let path = set(name + "_FILE") else { return nil }
        do {
            return try readFile(path).trimmedLineEnd
        } catch {
            problems.append("\(name)_FILE: \(error)")
            return nil
        }
    }

    mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int {
        guard let value = text(name).flatMap(Int.init), range.contains(value) else {
            problems.append("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return value
    }

    mutating func flag(_ name: String, default initial: Bool) -> Bool {
        switch set(name) {
        case nil: return initial
        case "true": return true
        case "false": return false
        default:
            problems.append("\(name) must be true or false")
            return initial
        }
    }

    func list(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    mutating func report(_ problem: String) { problems.append(problem) }

    private func set(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    private mutating func checkPresence(of setting: Setting) {
        let file = setting.isSecret ? set(setting.name + "_FILE") : nil
        if set(setting.name) != nil, file != nil {
            problems.append("\(setting.name) and \(setting.name)_FILE are both set; keep one")
        }
        if isProduction, setting.isRequiredInProduction, set(setting.name) == nil, file == nil {
            let names = setting.isSecret ? "\(setting.name) or \(setting.name)_FILE" : setting.name
            problems.append("\(names) is required in production: \(setting.meaning)")
        }
    }
}

extension StringProtocol {
    /// Without spaces at either end.
    var trimmed: String {
        String(drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
    }

    /// Without the line's end that editors put at the end of a file.
    var trimmedLineEnd: String { String(reversed().drop(while: \.isNewline).reversed()) }
}
