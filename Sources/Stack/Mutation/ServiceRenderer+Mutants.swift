import Blueprint
import Brief

/// One package that holds a service and what it is without each of its rules. A process chooses by its environment:
/// `MUTANT=User.update.allow`, and `MIGRATIONS_DIR` where the schema differs too.
public struct MutationBuild: Sendable {
    /// The service without one rule.
    public struct Mutant: Sendable, Equatable {
        /// `User.update.allow`: the value of `MUTANT`.
        public var requirement: String
        /// The folder with its migrations, below the package; nil: those of the service.
        public var migrations: String?
    }

    public var files: [RenderedFile]
    public var mutants: [Mutant]
    /// Rules whose removal changes nothing in the service: none of them can be noticed.
    public var unplaced: [String]
}

extension ServiceRenderer {
    /// The mutation build: every operation is built; the tests are those of the service, to the byte, without Platform's
    /// own, which know no rule of the brief.
    public static func mutants(of blueprint: Blueprint) -> MutationBuild {
        let removed = blueprint.requirements.filter { $0.removable != nil }.compactMap { requirement in
            blueprint.brief.removing(requirement.id).map {
                Rendering.Mutant(requirement: requirement.id, blueprint: Blueprint($0))
            }
        }
        let rendering = Rendering(
            blueprint: blueprint, implemented: Set(blueprint.endpoints.map(\.id)), mutants: removed)
        var files = files(rendering) + [mutationSwitch()]
        let sources = files.filter { $0.path.hasPrefix("Sources/API/") }
        var build = MutationBuild(files: [], mutants: [], unplaced: [])
        for mutant in removed {
            let folder = "Mutants/\(mutant.requirement)"
            let differs = mutant.blueprint.migrations != blueprint.migrations
            if differs { files += migrations(mutant.blueprint, in: folder) }
            if differs || sources.contains(where: { $0.text.contains("\"\(mutant.requirement)\"") }) {
                build.mutants.append(.init(requirement: mutant.requirement, migrations: differs ? folder : nil))
            } else {
                build.unplaced.append(mutant.requirement)
            }
        }
        build.files =
            files.filter { $0.path != "Package.swift" && !$0.path.hasPrefix("Tests/PlatformTests/") }
            + [packageManifest(blueprint.brief, testsPlatform: false)]
        return build
    }
}
