import Blueprint
import Brief
import Foundation

/// Which cases of a design are played under load, how often, and by how many callers, so that the brief's own limits are not
/// met.
struct WorkspacePlan: Sendable {
    /// Those that can be repeated first.
    private(set) var parts: [Part] = []
    /// Operations that should be asked and cannot be, and why.
    private(set) var leftOut: [String] = []
    /// Operations that nobody could ask, and why.
    private(set) var unasked: [String] = []
    private let rate: Double
    private let seconds: Double

    /// Requests that cost a password's hash (17 to 24 ms of a core) are at most this share.
    static let hashing = 0.01
    private static let mostClones = 10_000
    /// Where nothing can be asked twice.
    private static let mostWithoutRepetition = 100_000

    /// - Parameters:
    ///   - rate: the highest that may be asked, in requests a second.
    ///   - seconds: of the whole run.
    ///   - now: when it is: the cases' times are moved there.
    ///   - isWanted: whether an endpoint is asked at all.
    init(
        _ blueprint: Blueprint, rate: Double, seconds: Double, now: Date = .now,
        isWanted: (Endpoint) -> Bool = { _ in true }
    ) throws {
        self.rate = rate
        self.seconds = seconds
        let time = try ScenarioTime(now: now)
        let cloner = CaseCloner(blueprint)
        for endpoint in blueprint.endpoints where isWanted(endpoint) {
            let successes = blueprint.cases(of: endpoint.id).filter {
                (200...299).contains($0.steps.first?.expect.status ?? 0)
            }
            let part = (successes.filter(\.isRepeatable) + successes.filter { !$0.isRepeatable }).lazy.compactMap {
                one in
                cloner.needs(of: one, endpoint).map { Part(endpoint, one, needs: $0, blueprint.brief) }
            }.first
            if var part {
                part.original.given = time.moved(part.original.given)
                part.original.steps[0].request = time.moved(part.original.steps[0].request)
                parts.append(part)
            } else if successes.isEmpty {
                unasked.append("\(endpoint.id): the test plan has no case that succeeds")
            } else {
                leftOut.append("\(endpoint.id): no case of one request succeeds that others could have too")
            }
        }
        parts = parts.filter(\.isRepeatable) + parts.filter { !$0.isRepeatable }
        share()
        // What some may be asked less often, others are asked more often.
        for _ in 0..<2 {
            setClones()
            fitClones()
            limitShares()
        }
        unasked += parts.filter { $0.clones == 0 }.map {
            "\($0.endpoint.id): the values of a field of its rows are too few for one more caller"
        }
        parts.removeAll { $0.clones == 0 }
    }

    /// Lists that answer all there is, which is what the callers bring with them.
    var wholeLists: [String] {
        var rows: [String: Int] = [:]
        for part in parts {
            for (kind, taken) in part.needs where kind.field.isEmpty {
                rows[kind.resource, default: 0] += part.clones * taken.count
            }
        }
        return rows.sorted { $0.key < $1.key }.map {
            "\($0.key).list has no pages: it is asked for up to \($0.value) rows"
        }
    }

    // MARK: Shares

    /// A service is read far more than it is written.
    private mutating func share() {
        let costly = parts.filter(\.hashesPassword).reduce(0) { $0 + $1.weight }
        let all = parts.reduce(0) { $0 + $1.weight }
        let bound = all > costly ? min(Self.hashing, costly / all) : 1
        for index in parts.indices {
            let part = parts[index]
            parts[index].share =
                part.hashesPassword
                ? bound * part.weight / costly : (costly > 0 ? 1 - bound : 1) * part.weight / (all - costly)
        }
    }

    /// What has too few callers for its share is asked less often, the others more often; what hashes no more than it was.
    private mutating func limitShares() {
        var isFull = parts.map(\.hashesPassword)
        for (index, part) in parts.enumerated() {
            // Of what can be asked once, the most there can be may run out: another is asked then.
            if !part.isRepeatable, part.clones >= Self.mostClones { continue }
            let most = part.clones == 0 ? 0 : Double(part.clones) * part.requestsOfOne(in: seconds) / (rate * seconds)
            if part.share > most {
                parts[index].share = most
                isFull[index] = true
            }
        }
        let full = zip(parts, isFull).reduce(0) { $1.1 ? $0 + $1.0.share : $0 }
        let rest = parts.reduce(0) { $0 + $1.share } - full
        guard rest > 0 else { return }
        for index in parts.indices where !isFull[index] { parts[index].share *= (1 - full) / rest }
    }

    // MARK: Callers

    /// As many as each part's share needs.
    private mutating func setClones() {
        let most = parts.first?.isRepeatable == true ? Self.mostClones : Self.mostWithoutRepetition
        for (index, part) in parts.enumerated() {
            let needed = Int((part.share * rate * seconds / part.requestsOfOne(in: seconds)).rounded(.up))
            parts[index].clones = min(most, part.isRepeatable ? max(20, needed) : needed + 20)
        }
    }

    /// No more than there are values for: half of them are for what can be repeated, since few callers are enough for it.
    private mutating func fitClones() {
        let kinds = Set(parts.flatMap(\.needs.keys)).sorted { ($0.resource, $0.field) < ($1.resource, $1.field) }
        for kind in kinds {
            let room = parts.compactMap { $0.needs[kind]?.room }.min() ?? .max
            let once = wanted(kind, isRepeatable: false)
            let repeated = fitClones(kind, isRepeatable: true, to: max(room - room / 2, room - min(room, once)))
            _ = fitClones(kind, isRepeatable: false, to: room - repeated)
        }
    }

    private func wanted(_ kind: OwnValues.Kind, isRepeatable: Bool) -> Int {
        parts.reduce(0) { $1.isRepeatable == isRepeatable ? $0 + $1.clones * ($1.needs[kind]?.count ?? 0) : $0 }
    }

    /// - Returns: how many values they take.
    private mutating func fitClones(_ kind: OwnValues.Kind, isRepeatable: Bool, to room: Int) -> Int {
        let wanted = wanted(kind, isRepeatable: isRepeatable)
        if wanted <= room { return wanted }
        for index in parts.indices where parts[index].isRepeatable == isRepeatable && parts[index].needs[kind] != nil {
            parts[index].clones = Int(Double(parts[index].clones) * Double(room) / Double(wanted))
        }
        var taken = self.wanted(kind, isRepeatable: isRepeatable)
        // The weightiest first, each by one caller who is asked for and, where none can ask twice, one more before the clock starts.
        let least = isRepeatable ? 1 : 2
        for index in parts.indices.sorted(by: { parts[$0].weight > parts[$1].weight }) {
            guard parts[index].isRepeatable == isRepeatable, let each = parts[index].needs[kind]?.count,
                parts[index].clones < least
            else { continue }
            taken -= each * parts[index].clones
            parts[index].clones = taken + each * least <= room ? least : 0
            taken += each * parts[index].clones
        }
        return taken
    }
}
