import Foundation
import GRDB
import Ledger
import Workflow

/// How many transitions a second the ledger makes durable, beside a bare SQLite insert in a transaction of its own: both
/// in WAL mode with `synchronous=FULL`, on the same disk, in turns. `LedgerBenchmark FOLDER`; the folder is removed.
@main enum LedgerBenchmark {
    static let rounds = 7
    static let writes = 500

    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: LedgerBenchmark FOLDER")
            exit(64)
        }
        let folder = URL(filePath: CommandLine.arguments[1]).appending(path: "ledger-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var journal = Journal(ledger: try Ledger(folder: folder))
        let bare = try BareTable(path: folder.appending(path: "bare.sqlite").path)
        var rates: [(journal: Double, bare: Double)] = []
        for _ in 0..<rounds {
            rates.append((try rate { try journal.append() }, try rate { try bare.insert() }))
        }
        try JournalEntry.verify(journal.ledger.entries())
        let (ours, theirs) = (median(rates.map(\.journal)), median(rates.map(\.bare)))
        print("| | per second | of bare |\n|---|---|---|")
        print("| journal transitions | \(Int(ours)) | \(String(format: "%.2f", ours / theirs)) |")
        print("| bare inserts | \(Int(theirs)) | 1 |")
        print("\nMedians of \(rounds) rounds of \(writes) writes each, in turns.")
    }

    private static func rate(_ write: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<writes { try write() }
        return Double(writes) / ((clock.now - start) / .seconds(1))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// The ledger's own way: the event as canonical JSON, the head checked, the hash chained, one transaction.
private struct Journal {
    let ledger: Ledger
    private var head = JournalEntry.origin
    private var epoch = 0

    init(ledger: Ledger) { self.ledger = ledger }

    mutating func append() throws {
        epoch += 1
        let event = Event.taskLeased(task: "green/User.update", epoch: epoch, holder: "benchmark:1")
        head = try ledger.append(event, at: Int64(epoch), after: head, storing: []).hash
    }
}

/// The least that is as durable: a row of about the same size.
private struct BareTable {
    private let database: DatabaseQueue
    private let text = String(repeating: "x", count: 250)

    init(path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { try $0.execute(sql: "CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL)") }
    }

    func insert() throws {
        try database.write { database in
            try database.cachedStatement(sql: "INSERT INTO bare (text) VALUES (?)").execute(arguments: [text])
        }
    }
}
