import Foundation
import Glibc
import Testing

@testable import Release

@Suite struct StoreTests {
    private func temporary() throws -> (ReleaseStore, String) {
        let folder = NSTemporaryDirectory() + "/store-\(UUID().uuidString)"
        return (try ReleaseStore(folder: folder), folder)
    }

    @Test func `A state comes back as it was written, readable by its owner only`() throws {
        let (store, folder) = try temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try store.load() == RolloutState())
        let state = try RolloutState().applying(.deploy(Version(content: "one", commit: "abc")))
        try store.save(state)
        #expect(try store.load() == state)
        var status = stat()
        #expect(stat(store.stateFile, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(stat(folder, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["state.json"])
    }

    @Test(arguments: ["", "{", "[]", "{\"stage\":\"moon\"}"])
    func `A damaged state is a clear error with the next step`(_ text: String) throws {
        let (store, folder) = try temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(text.utf8).write(to: URL(filePath: store.stateFile))
        let error = #expect(throws: ReleaseError.self) { try store.load() }
        #expect(error?.code == "release/state-damaged")
        #expect(error?.next.contains("fivegate release stop") == true)
    }

    @Test func `What cannot be written is told, and the state before is kept`() throws {
        let (store, folder) = try temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try store.save(RolloutState())
        let state = try RolloutState().applying(.deploy(Version(content: "one")))
        try FileManager.default.moveItem(atPath: store.folder, toPath: store.folder + "-away")
        let error = #expect(throws: ReleaseError.self) { try store.save(state) }
        try FileManager.default.moveItem(atPath: store.folder + "-away", toPath: store.folder)
        #expect(error?.code == "release/not-written")
        #expect(try store.load() == RolloutState())
    }

    @Test func `A request for a rollback is taken once`() throws {
        let (store, folder) = try temporary()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(store.takeRequest() == nil)
        try store.requestRollback("why")
        #expect(store.takeRequest() == "why")
        #expect(store.takeRequest() == nil)
    }
}
