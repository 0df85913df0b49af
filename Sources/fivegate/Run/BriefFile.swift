import ArgumentParser
import Brief
import Roles
import Source

/// Reads a brief, or says all that is wrong with it.
enum BriefFile {
    /// - Throws: `ExitCode` 65 after the diagnostics have been printed.
    static func project(_ path: String) throws -> Project {
        let reading = BriefReader.read(path: path)
        if !reading.diagnostics.isEmpty { Terminal.error(reading.report.text) }
        guard let brief = reading.brief else { throw ExitCode(ExitStatus.badInput) }
        return Project(briefText: reading.source.text, brief: brief)
    }
}
