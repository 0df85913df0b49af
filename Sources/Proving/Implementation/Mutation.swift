import Foundation
import Processes

/// A build that holds the service without each of its rules, behind a switch.
public struct Mutants: Sendable {
    /// The service without one rule.
    public struct Mutant: Sendable, Hashable {
        /// `User.update.allow`
        public var rule: String
        /// The suites whose tests carry the rule's id: `APITests.UserUpdateTests`. They are run first.
        public var suites: [String]
        /// What it needs besides the switch, such as its own migrations.
        public var environment: [String: String]

        public init(rule: String, suites: [String], environment: [String: String] = [:]) {
            self.rule = rule
            self.suites = suites
            self.environment = environment
        }
    }

    public var products: Products
    /// The environment variable that names the rule this process goes without.
    public var variable: String
    public var mutants: [Mutant]

    public init(products: Products, variable: String = "MUTANT", mutants: [Mutant]) {
        self.products = products
        self.variable = variable
        self.mutants = mutants
    }
}

/// What became of one rule's removal.
public enum MutantFate: Sendable, Hashable {
    /// This test failed.
    case killed(by: String)
    /// Every test passed without the rule.
    case survived
    /// The tests could not be run to their end, which shows nothing about the rule.
    case invalid(String)
    /// The build does not hold the service without this rule.
    case missing
}

/// Share of the rules whose removal the unchanged tests notice.
public struct RequirementMutation: Sendable {
    static let unit = "%"

    let runner: TestRunner
    /// How many mutants run at once.
    let width: Int
    let timeLimit: Duration

    public init(
        _ toolbox: Toolbox, width: Int = ProcessInfo.processInfo.activeProcessorCount,
        timeLimit: Duration = .seconds(120)
    ) {
        runner = TestRunner(toolbox.supervisor)
        self.width = max(1, width)
        self.timeLimit = timeLimit
    }

    /// - Parameters:
    ///   - rules: every rule that can be removed. One that no mutant stands for counts as not noticed.
    ///   - module: the test target that carries the endpoints' tests.
    ///   - progress: called as each rule's fate is known.
    public func read(
        _ mutants: Mutants, rules: [String], workspace: String, module: String = "APITests",
        progress: @escaping @Sendable (String, MutantFate) -> Void = { _, _ in }
    ) async throws -> Reading {
        if rules.isEmpty { return Reading(100, Self.unit, notes: ["the brief has no rule that can be removed"]) }
        let all = ["^\(module)\\."]
        let unchanged = try await runner.run(
            mutants.products.tests, filters: all, directory: workspace,
            environment: [mutants.variable: nil], timeLimit: timeLimit)
        // Only tests that pass with every rule in place can notice that one is gone.
        guard unchanged.isGreen else {
            return .notMeasured(
                "the tests fail with every rule in place: \(unchanged.faults.first ?? "")", unit: Self.unit,
                runs: [unchanged.outcome])
        }
        let byRule = Dictionary(mutants.mutants.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
        let fates = try await fates(of: rules) { rule in
            guard let mutant = byRule[rule] else { return .missing }
            return try await fate(of: mutant, mutants, all: all, workspace)
        } progress: {
            progress($0, $1)
        }
        return Self.reading(fates, runs: [unchanged.outcome])
    }

    static func reading(_ fates: [(rule: String, fate: MutantFate)], runs: [Outcome] = []) -> Reading {
        let killed = fates.filter { if case .killed = $0.fate { true } else { false } }
        let findings = fates.map { rule, fate in
            switch fate {
            case .killed(let test): "\(rule): noticed by \(test)"
            case .survived: "\(rule): NOT noticed: every test passes without it"
            case .invalid(let reason): "\(rule): NOT noticed: \(reason)"
            case .missing: "\(rule): NOT noticed: the mutation build does not hold it"
            }
        }
        return Reading(
            Double(killed.count) * 100 / Double(fates.count), unit,
            findings: findings.filter { $0.contains("NOT noticed") } + findings.filter { !$0.contains("NOT noticed") },
            details: ["killed": Double(killed.count), "rules": Double(fates.count)], runs: runs)
    }

    /// The rule's own suites first: they are quick, and mostly suffice.
    private func fate(
        of mutant: Mutants.Mutant, _ mutants: Mutants, all: [String], _ workspace: String
    ) async throws -> MutantFate {
        let own = mutant.suites.map { TestRunner.exactly(suite: $0) }
        for filters in (own.isEmpty ? [] : [own]) + [all] {
            let run = try await runner.run(
                mutants.products.tests, filters: filters, directory: workspace,
                environment: mutant.environment.merging([mutants.variable: mutant.rule]) { $1 }, timeLimit: timeLimit)
            if let test = run.report.tests.first(where: { $0.result == .failed }) { return .killed(by: test.name) }
            if !run.isGreen { return .invalid(run.faults.first ?? "the tests did not end") }
        }
        return .survived
    }

    /// In the order of the rules, `width` at a time.
    private func fates(
        of rules: [String], _ measure: @escaping @Sendable (String) async throws -> MutantFate,
        progress: (String, MutantFate) -> Void
    ) async throws -> [(rule: String, fate: MutantFate)] {
        try await withThrowingTaskGroup(of: (Int, MutantFate).self) { group in
            var fates: [Int: MutantFate] = [:]
            var next = 0
            func add() {
                guard next < rules.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try await measure(rules[index])) }
            }
            for _ in 0..<width { add() }
            while let (index, fate) = try await group.next() {
                fates[index] = fate
                progress(rules[index], fate)
                add()
            }
            return rules.indices.map { (rules[$0], fates[$0] ?? .missing) }
        }
    }
}
