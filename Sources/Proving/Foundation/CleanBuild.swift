import Processes

/// Counts the warnings and errors of a build of the service.
///
/// The compiler says a warning once, when it compiles the file; a build with nothing to do says nothing. So the reading
/// asks for a build that compiles all the service's own modules (`BuildFolder.Options.fresh`).
public enum CleanBuild {
    static let unit = "warnings"

    /// - Parameter build: made with `fresh`.
    public static func read(_ build: Build) -> Reading {
        var findings = build.diagnostics.map(\.text)
        if !build.outcome.isSuccess, !build.diagnostics.contains(where: { $0.severity == .error }) {
            findings.append("the build \(build.outcome.ending)")
        } else if build.outcome.isSuccess, build.products == nil {
            findings.append("the build left no products")
        }
        return .counting(findings, unit, runs: [build.outcome])
    }
}
