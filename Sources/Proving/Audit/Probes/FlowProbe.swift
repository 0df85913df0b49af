import Blueprint

/// Flows that hurt when a program runs through them: sign-up, redeeming, buying, voting.
enum FlowProbe: Probe {
    static let name = "api6.flows"
    static let item = OWASPItem.api6
    static let title = "Business flows can be run by programs without limit"
    private static let names = [
        "register", "signup", "redeem", "coupon", "voucher", "checkout", "purchase", "order", "orders", "buy",
        "transfer", "vote",
        "invite", "refer", "referral", "booking", "bookings", "reserve", "otp", "forgot",
    ]
    private static let runs = 25

    static func run(_ context: AuditContext, _ notes: inout Notebook) async throws {
        let flows = context.surface.operations.filter { operation in
            operation.method == "POST" && operation.placeholders.isEmpty
                && Words.parts(operation.path).contains { names.contains($0) }
        }
        guard !flows.isEmpty else {
            notes.skip("all", "no operation has the name of such a flow")
            return
        }
        for operation in flows { try await repeated(operation, context, &notes) }
    }

    private static func repeated(
        _ operation: SurfaceOperation, _ context: AuditContext, _ notes: inout Notebook
    ) async throws {
        var calls: [Call] = []
        var done = 0
        guard let stage = try await context.stage(operation), stage.isGood else {
            notes.skip(operation.id, "it did not work once with what the document says of its body")
            return
        }
        if let admin = context.admin, stage.identity == admin {
            notes.skip(operation.id, "only the admin may run it")
            return
        }
        for _ in 0..<runs {
            let call = stage.call()
            calls = [call]
            guard let answer = try? await context.client.sendOnce(call) else { break }
            if [429, 403, 423].contains(answer.status) {
                notes.held()
                return
            }
            if answer.isGood { done += 1 }
        }
        guard done == runs else {
            notes.held()
            return
        }
        notes.found(
            .low, cwe: 799, operation.id,
            "\(operation.method) \(operation.path) can be run \(runs) times within seconds",
            evidence: "all \(runs) were accepted", calls: calls,
            remedy: "Limit the flow for a caller, an address and a device, by what the business needs.")
    }
}
