import Blueprint

extension AuditContext {
    /// Whether what an audit relies on still holds: that its identities are who they were.
    ///
    /// One that was answered before and is refused now signs in again; where that does not help, it is left out from here
    /// on, for its silence says nothing.
    mutating func dropRefused(after probe: any Probe.Type) async {
        for (name, identity) in identities {
            guard await isRefused(identity) else { continue }
            if let again = await client.renew(name) {
                guard await isRefused(again) else { continue }
            }
            identities[name] = nil
            refused[name] = "its credentials were not answered any more after \(probe.name)"
        }
    }

    /// Nothing that it could read before, and nobody can, is shown to it now.
    private func isRefused(_ identity: Identity) async -> Bool {
        let seen = world.of(identity).seen
        let controls = surface.operations.filter {
            $0.isRead && $0.placeholders.isEmpty && world.guarded.contains($0.id) && seen[$0.id] != nil
        }
        for control in controls.prefix(3) {
            guard let answer = try? await client.sendOnce(control.call().by(identity)), answer.status < 500 else {
                return false
            }
            if answer.isGood || answer.status == 429 { return false }
        }
        return !controls.isEmpty
    }

    /// Why nothing would be found whatever is wrong: `a` gets no good answer from any operation that takes credentials;
    /// nil: it does.
    func blindness() async throws -> String? {
        guard let a, !rules.isComplete, world.creators.isEmpty else { return nil }
        let reads = surface.operations.filter {
            $0.isRead && $0.placeholders.isEmpty && !Words.isCommand($0) && !isPrivilegedFor($0)
        }
        let secured = reads.filter(\.isSecured)
        let controls = secured.isEmpty ? reads : secured
        guard !controls.isEmpty, controls.allSatisfy({ world.of(a).seen[$0.id] == nil }) else { return nil }
        var told = ""
        for control in controls {
            guard let answer = try await ask(control.call().by(a)), !answer.isGood, answer.isRefusal else { return nil }
            told = "GET \(control.path): status \(answer.status)"
        }
        let place = surface.base.isEmpty ? "" : " (the document's paths begin with \(surface.base))"
        return "a gets no good answer from any of \(controls.count) operations that it should read (\(told)); "
            + "check that --url and the document belong together\(place), that a's credentials are right, and that they go "
            + "where the API takes them (`login.header`, or `headers` of an identity)"
    }
}
