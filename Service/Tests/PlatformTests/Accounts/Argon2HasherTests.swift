import Testing

@testable import Platform

@Suite struct Argon2HasherTests {
    let hasher = Argon2Hasher(threads: 1, queue: 8)

    @Test func verifiesWhatItHashedAndNothingElse() async throws {
        let encoded = try await hasher.hash("correct horse")
        #expect(encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hasher.verify("correct horse", against: encoded))
        #expect(try await !hasher.verify("correct horsf", against: encoded))
        #expect(try await !hasher.verify("", against: encoded))
        #expect(try await !hasher.verify("correct horse", against: "no hash"))
    }

    @Test func saltsEachHash() async throws {
        #expect(try await hasher.hash("same") != hasher.hash("same"))
    }

    @Test func takesLookalikesForTheSamePassword() async throws {
        let encoded = try await hasher.hash("caf\u{E9}")
        #expect(try await hasher.verify("cafe\u{301}", against: encoded))
    }

    @Test func theDummyHasTheSameParametersAndNoPassword() async throws {
        let real = try await hasher.hash("x").split(separator: "$")
        #expect(dummyHash.split(separator: "$").prefix(3) == real.prefix(3))
        #expect(try await !hasher.verify("x", againstKnown: nil))
    }

    @Test func refusesMoreThanItsQueueHolds() async throws {
        let hasher = Argon2Hasher(threads: 1, queue: 2)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 { group.addTask { (try? await hasher.hash("x")) != nil } }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.contains(true))
        #expect(outcomes.contains(false))
        _ = try await hasher.hash("and it goes on")
    }
}
