import Blueprint

/// What the pieces of a service are rendered from: the blueprint, and for requirement mutation what it is without each rule.
struct Rendering {
    /// The blueprint of the brief without one of its rules.
    struct Mutant {
        /// `User.update.allow`
        var requirement: String
        var blueprint: Blueprint
    }

    var blueprint: Blueprint
    /// Operations that are built; the others are stubs.
    var implemented: Set<String>
    /// Empty in a service that is delivered.
    var mutants: [Mutant] = []

    /// A piece of Swift that may depend on rules: an expression, rendered from the blueprint. In the mutation build, where
    /// removing a rule changes the piece, it becomes a choice made by ``mutationSwitch``; otherwise it stands as it is.
    func piece(_ type: String = "Bool", _ render: (Blueprint) -> String) -> String {
        let original = render(blueprint)
        let variants = variants(of: original, render)
        if variants.isEmpty { return original }
        let cases = variants.map { variant in
            "case \(variant.requirements.map { "\"\($0)\"" }.joined(separator: ", ")): return \(variant.text)\n"
        }
        return """
            { () -> \(type) in
                switch Mutation.active {
                \(cases.joined(separator: "    "))    default: return \(original)
                }
            }()
            """
    }

    /// What the piece becomes without each rule that changes it, equal texts together.
    private func variants(
        of original: String, _ render: (Blueprint) -> String
    ) -> [(text: String, requirements: [String])] {
        var variants: [(text: String, requirements: [String])] = []
        for mutant in mutants {
            let text = render(mutant.blueprint)
            if text == original { continue }
            if let index = variants.firstIndex(where: { $0.text == text }) {
                variants[index].requirements.append(mutant.requirement)
            } else {
                variants.append((text, [mutant.requirement]))
            }
        }
        return variants
    }
}

/// The switch of the mutation build: one build holds the service without each of its rules.
func mutationSwitch() -> RenderedFile {
    RenderedFile(
        "Sources/API/Mutation.swift",
        """
        import Foundation

        /// Which rule this process goes without: `MUTANT=User.update.allow`.
        enum Mutation {
            static let active = ProcessInfo.processInfo.environment["MUTANT"] ?? ""
        }

        """)
}
