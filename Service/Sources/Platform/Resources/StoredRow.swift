import GRDB

/// A row of a resource, as its statements answer it.
public protocol StoredRow: Sendable {
    /// - Parameter row: the columns of the resource's statements, in their order.
    init(row: Row)

    /// Goes up by one with every write; the `ETag`.
    var version: Int64 { get }
    /// Every column by its name, as it is stored.
    var values: [String: DatabaseValue] { get }
    /// The elements of its list fields, in the order of ``Resource/lists``.
    var elements: [[DatabaseValue]] { get set }
    /// The row as it is answered: an object.
    func write(to json: inout JSONWriter)
}

extension StoredRow {
    /// Most resources have no list fields.
    public var elements: [[DatabaseValue]] {
        get { [] }
        set {}
    }

    var id: DatabaseValue { values["id"] ?? .null }
    /// The id as text, also where ids are numbers.
    var idText: String { id.text }
    var entityTag: String { "\"\(version)\"" }
}

extension DatabaseValue {
    /// As it stands in paths, logs and cursors; empty for null.
    var text: String {
        switch storage {
        case .string(let text): text
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .null, .blob: ""
        }
    }
}
