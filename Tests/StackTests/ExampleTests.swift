import Blueprint
import Foundation
import Testing

@testable import Stack

/// `Examples/users/service` is what readers see first: it is what the renderer makes, to the byte.
/// Render it again with `fivegate render Examples/users/brief.yaml -o Examples/users/service --without-platform`.
@Suite struct ExampleTests {
    @Test func renderingAgainChangesNothing() throws {
        let folder = repository.appending(path: "Examples/users/service")
        let brief = try String(contentsOf: repository.appending(path: "Examples/users/brief.yaml"), encoding: .utf8)
        let blueprint = try blueprint("users")
        let files = ServiceRenderer.files(
            of: blueprint, implemented: Set(blueprint.endpoints.map(\.id)), brief: brief
        ).filter { !$0.isFixed }
        for file in files {
            let text = try? String(contentsOf: folder.appending(path: file.path), encoding: .utf8)
            #expect(text == file.text, "\(file.path) differs")
        }
        let present = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)
            return attributes?[.type] as? FileAttributeType == .typeRegular
        }
        #expect(Set(present).subtracting(files.map(\.path)) == [])
    }
}
