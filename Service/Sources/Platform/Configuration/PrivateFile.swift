import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files and folders that only their owner may read.
public enum PrivateFile {
    /// A file or folder that could not be made or read, and why.
    struct Failure: Error, CustomStringConvertible {
        let action: String
        let path: String
        let reason: String

        var description: String { "cannot \(action) \(path): \(reason)" }

        static func now(_ action: String, _ path: String) -> Failure {
            Failure(action: action, path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Makes a folder with mode 0700, and its parents; an existing one is left as it is.
    static func createFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                action: "create the folder", path: path, reason: "check that its parent exists and is writable")
        }
    }

    /// Makes an empty file with mode 0600 where there is none. SQLite gives what it puts beside a database the same mode.
    /// Where this fails, whatever opens the file next says why.
    static func createEmpty(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes a new file with mode 0600, whole or not at all.
    /// - Throws: ``Failure`` also when the file exists.
    static func write(_ data: Data, to path: String) throws {
        let temporary = path + ".new-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Failure.now("create", temporary) }
        defer { unlink(temporary) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: data)
            try file.synchronize()
            try file.close()
        } catch {
            throw Failure(action: "write", path: temporary, reason: error.localizedDescription)
        }
        // A link fails when the name is taken; a rename would replace it.
        guard link(temporary, path) == 0 else { throw Failure.now("create", path) }
    }

    /// Text of a file that nobody else may read.
    public static func read(_ path: String) throws -> String {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = attributes[.posixPermissions] as? NSNumber
        else { throw Failure(action: "read", path: path, reason: "there is no such file") }
        guard mode.intValue & 0o077 == 0 else {
            throw Failure(action: "use", path: path, reason: "others may read it; run: chmod 600 \(path)")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw Failure.now("read", path) }
        return text
    }
}
