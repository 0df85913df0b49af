import Foundation

extension SourceText {
    /// Reads a UTF-8 file of at most `limit` bytes.
    ///
    /// - Throws: A `Diagnostic` that says why the file can't be read: missing, a directory, no permission, too large,
    ///   not UTF-8.
    public static func read(path: String, limit: Int) throws(Diagnostic) -> SourceText {
        func failure(_ code: String, _ message: String, help: String? = nil) -> Diagnostic {
            Diagnostic(code: "source/" + code, message: message, range: nil, help: help)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw failure("not-found", "there is no such file")
            case EACCES, EPERM:
                throw failure("no-permission", "the file may not be read", help: "check its permissions")
            default: throw failure("unreadable", "the file can't be opened: \(String(cString: strerror(errno)))")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("unreadable", "the file can't be examined") }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw failure("directory", "this is a directory, not a file", help: "name the file inside it")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        let data: Data
        do { data = try handle.read(upToCount: limit + 1) ?? Data() } catch {
            throw failure("unreadable", "reading the file failed")
        }
        if data.count > limit {
            throw failure(
                "too-large", "the file is larger than \(limit / 1_000_000) MB", help: "a brief is a few kilobytes")
        }
        return try decode(Array(data), name: path)
    }

    /// Checks that bytes are UTF-8; a byte order mark is dropped.
    ///
    /// - Throws: A `Diagnostic` at the first byte that isn't.
    public static func decode(_ bytes: [UInt8], name: String) throws(Diagnostic) -> SourceText {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let text = String(validating: bytes, as: UTF8.self) { return SourceText(name: name, text: text) }
        let repaired = String(decoding: bytes, as: UTF8.self)
        let good = zip(repaired.utf8, bytes).prefix { $0 == $1 }.count
        let position = SourceText(name: name, text: repaired).position(atOffset: good)
        throw Diagnostic(
            code: "source/not-utf8", message: "the file is not UTF-8: byte \(good + 1) begins no character",
            range: SourceRange(start: position, end: position), help: "save the file as UTF-8")
    }
}
