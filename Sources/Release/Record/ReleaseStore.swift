import Foundation
import Glibc

/// The files of a release, in `.fivegate/release` of its workspace.
public struct ReleaseStore: Sendable {
    /// Absolute, mode 0700.
    public let folder: String

    /// - Throws: `ReleaseError` when the folder cannot be made.
    public init(folder: String) throws {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw ReleaseError.notWritten(folder, error.localizedDescription) }
    }

    var stateFile: String { folder + "/state.json" }
    var lockFile: String { folder + "/lock" }
    private var requestFile: String { folder + "/rollback-request" }
    private var eventsFile: String { folder + "/events.jsonl" }

    /// - Returns: the state; a new one where nothing was ever released.
    /// - Throws: `release/state-damaged`.
    public func load() throws(ReleaseError) -> RolloutState {
        guard FileManager.default.fileExists(atPath: stateFile) else { return RolloutState() }
        guard let data = FileManager.default.contents(atPath: stateFile) else {
            throw .damaged(stateFile, "it is not readable")
        }
        do { return try JSONDecoder().decode(RolloutState.self, from: data) } catch {
            throw .damaged(stateFile, data.isEmpty ? "it is empty" : "it is not the JSON that was written")
        }
    }

    /// - Throws: `release/not-written`; the state before is kept then.
    public func save(_ state: RolloutState) throws(ReleaseError) {
        try write(state, to: stateFile)
        writeTargets(Slot.allCases.compactMap { state[$0]?.instance?.port }, of: "service")
    }

    /// JSON in a file that is whole at any time.
    func write(_ value: some Encodable, to file: String) throws(ReleaseError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data: Data
        do { data = try encoder.encode(value) } catch { throw .notWritten(file, "\(error)") }
        try AtomicFile.write(data, to: file)
    }

    func read<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    /// Adds a line to what has happened. What cannot be written is left out: the state is the authority.
    func append(_ line: some Encodable, to name: String = "events.jsonl") {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(line) else { return }
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // An hour of samples is about 1 MB for two instances; older ones are in the file before.
        if lseek(descriptor, 0, SEEK_END) > 16 << 20 { rename(path, path + ".1") }
        let bytes = Array(data) + [UInt8(ascii: "\n")]
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    /// Tells a Prometheus which ports on 127.0.0.1 to scrape: `service-targets.json`, `proxy-targets.json`, in the form of its
    /// file-based discovery. What cannot be written is left out, as in `append`.
    func writeTargets(_ ports: [Int], of what: String) {
        let file = "\(folder)/\(what)-targets.json"
        let text = "[{\"targets\": [\(ports.map { "\"127.0.0.1:\($0)\"" }.joined(separator: ", "))]}]\n"
        let known = FileManager.default.contents(atPath: file)
        if known == Data(text.utf8) || (known == nil && ports.isEmpty) { return }
        try? AtomicFile.write(Data(text.utf8), to: file)
    }

    // MARK: - A rollback while another process drives

    /// Asks the process that drives the rollout to revert it.
    public func requestRollback(_ reason: String) throws(ReleaseError) {
        try AtomicFile.write(Data(reason.utf8), to: requestFile)
    }

    var hasRequest: Bool { access(requestFile, F_OK) == 0 }

    /// The reason of a rollback that was asked for; it is asked once.
    func takeRequest() -> String? {
        guard let data = FileManager.default.contents(atPath: requestFile) else { return nil }
        unlink(requestFile)
        return String(decoding: data, as: UTF8.self)
    }
}
