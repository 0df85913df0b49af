import Blueprint
import Stack
import Workflow

/// Whose task a file of the service is.
enum ServicePart {
    /// Of the foundation.
    case skeleton, database, pipeline
    /// Of the verification.
    case documents, runbook
    /// Of the release.
    case handover

    init(of path: String) {
        if path.contains("backup") {
            self = .database
        } else if path.hasPrefix("deploy/") || path.hasPrefix(".github/") || path == "Makefile"
            || path.hasSuffix("ignore")
        {
            self = .pipeline
        } else if path == "docs/runbook.md" {
            self = .runbook
        } else if path == "docs/handover.md" {
            self = .handover
        } else if path.hasPrefix("docs/") {
            self = .documents
        } else {
            self = .skeleton
        }
    }
}

extension Project {
    /// The files of one part of a service in which nothing is implemented yet. What planning wrote is left alone.
    func files(of part: ServicePart) -> [FileChange] {
        (service(implementing: []) + blueprint.endpoints.flatMap(placeholders))
            .filter { ServicePart(of: $0.path) == part && documents[$0.path] == nil }
            .map(FileChange.init)
    }

    /// The files of an endpoint that is not built and has no tests.
    func placeholders(_ endpoint: Endpoint) -> [RenderedFile] {
        ServiceRenderer.placeholders(of: endpoint, in: blueprint)
    }
}

extension FileChange {
    init(_ file: RenderedFile) { self.init(path: file.path, text: file.text, isExecutable: file.isExecutable) }
}
