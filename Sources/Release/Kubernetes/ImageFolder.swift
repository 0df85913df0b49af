import Foundation

/// What is kept of an image's version, so that it can be started again: the image's name and the migrations beside it.
public struct ImageFolder: Sendable {
    let store: ReleaseStore

    public init(store: ReleaseStore) { self.store = store }

    func folder(of version: Version) -> String { "\(store.folder)/versions/\(version)" }

    /// - Parameter package: the service that the image was built from; nil where that is not known.
    /// - Throws: `release/image` when the name stood for another image before.
    public func add(_ image: String, version: Version, package: String?) throws {
        let folder = folder(of: version)
        if let known = try? self.image(of: version), known != image {
            throw ReleaseError(
                "image", "version \(version) is \(known) already, and cannot be \(image) too",
                next: "give each image a tag of its own", exitStatus: 64)
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if let package, !FileManager.default.fileExists(atPath: folder + "/Migrations") {
                try FileManager.default.copyItem(atPath: package + "/Migrations", toPath: folder + "/Migrations")
            }
        } catch { throw ReleaseError.notWritten(folder, error.localizedDescription) }
        try AtomicFile.write(Data(image.utf8), to: folder + "/image")
    }

    func image(of version: Version) throws -> String {
        guard let data = FileManager.default.contents(atPath: folder(of: version) + "/image") else {
            throw ReleaseError(
                "image", "it is not known which image version \(version) is", next: "deploy it again with --image")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
