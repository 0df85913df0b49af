import Foundation
import Testing

/// Something wrong with a finished service that must close one gate.
struct Fault: Sendable, CustomTestStringConvertible {
    /// `planning.openapi-valid`
    var criterion: String
    /// What was done, for `docs/gates.md`: `the document loses its info`.
    var text: String
    /// Does it to the copy of the workspace.
    var plant: @Sendable (Planted) async throws -> Void

    init(_ criterion: String, _ text: String, _ plant: @escaping @Sendable (Planted) async throws -> Void) {
        self.criterion = criterion
        self.text = text
        self.plant = plant
    }

    var testDescription: String { "\(criterion): \(text)" }
}
