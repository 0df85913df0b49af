import Blueprint
import Brief

extension Surface {
    /// The surface with what a design knows of its bodies' members: which rows they refer to.
    /// - Parameter rows: by resource, the id of a row that is there.
    func referring(by blueprint: Blueprint, rows: [String: String]) -> Surface {
        var surface = self
        for index in surface.operations.indices {
            let members = blueprint.endpoint(surface.operations[index].id)?.body?.members ?? []
            surface.operations[index].references = members.reduce(into: [:]) { references, member in
                guard case .reference(let target) = member.field.type else { return }
                references[member.field.name] = .init(resource: target, known: rows[target])
            }
        }
        return surface
    }
}
