import Foundation
import Glibc
import Subprocess
import SystemPackage

/// How a command is handed to swift-subprocess.
extension Supervisor {
    /// Runs it to its end and collects what it writes. `adopt` is called with the process id before anything is read.
    nonisolated(nonsending) static func launch(
        _ command: Command, file: FileDescriptor?, adopt: (pid_t) async throws -> Void
    ) async throws -> (ExitStatus, Captured, Captured) {
        let input = try standardInput(command)
        let limit = command.captureLimit
        if command.mergesErrors {
            let result = try await Subprocess.run(
                configuration(command), input: .fileDescriptor(input, closeAfterSpawningProcess: true),
                output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await adopt(execution.processIdentifier.value)
                return try await OutputCollector.collect(execution.standardOutput, limit: limit, file: file)
            }
            let none = OutputCollector(limit: 0).captured()
            return (ExitStatus(result.terminationStatus), result.closureResult, none)
        }
        let result = try await Subprocess.run(
            configuration(command), input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .sequence, error: .sequence
        ) { execution in
            try await adopt(execution.processIdentifier.value)
            async let errors = OutputCollector.collect(execution.standardError, limit: limit)
            let output = try await OutputCollector.collect(execution.standardOutput, limit: limit, file: file)
            return try await (output, errors)
        }
        return (ExitStatus(result.terminationStatus), result.closureResult.0, result.closureResult.1)
    }

    /// Runs it to its end, its outputs going straight to its file, so that it outlives us undisturbed.
    nonisolated(nonsending) static func launch(detached command: Command, adopt: (pid_t) async throws -> Void)
        async throws -> ExitStatus
    {
        let input = try standardInput(command)
        let log = try FileDescriptor.open(
            command.outputFile ?? "/dev/null", .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite)
        defer { try? log.close() }
        let result = try await Subprocess.run(
            configuration(command), input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(log, closeAfterSpawningProcess: false),
            error: .fileDescriptor(log, closeAfterSpawningProcess: false)
        ) { execution in
            try await adopt(execution.processIdentifier.value)
        }
        return ExitStatus(result.terminationStatus)
    }

    static func open(output path: String) throws(ProcessError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw .output(file: path, reason: "\(error)")
        }
    }

    /// The error in our words where it is about starting; any other error as it is.
    static func worded(_ error: any Error, _ command: Command) -> any Error {
        guard let error = error as? SubprocessError else { return error }
        switch error.code {
        case .executableNotFound:
            return ProcessError.notStarted(argv: command.argv, reason: "there is no such program")
        case .failedToChangeWorkingDirectory:
            return ProcessError.notStarted(
                argv: command.argv, reason: "its directory \(command.directory ?? ".") cannot be entered")
        default: return ProcessError.notStarted(argv: command.argv, reason: error.description)
        }
    }

    private static func configuration(_ command: Command) -> Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: command.grace)]
        var environment: [Environment.Key: String?] = [:]
        for (name, value) in gitElsewhere.merging(command.environment, uniquingKeysWith: { $1 }) {
            if let key = Environment.Key(rawValue: name) { environment[key] = .some(value) }
        }
        return Configuration(
            executable: command.executable.contains("/")
                ? .path(FilePath(command.executable)) : .name(command.executable),
            arguments: Arguments(command.arguments), environment: .inherit.updating(environment),
            workingDirectory: command.directory.map { FilePath($0) }, platformOptions: options)
    }

    /// What a hook or a pipeline may have set, and what would send git to another repository than the one it runs in.
    private static let gitElsewhere: [String: String?] = Dictionary(
        uniqueKeysWithValues: [
            "DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES",
            "NAMESPACE", "PREFIX",
        ].map { ("GIT_" + $0, nil) })

    /// The input as an unnamed file rather than a pipe: a program that does not read it can then neither block us nor
    /// raise SIGPIPE here.
    private static func standardInput(_ command: Command) throws -> FileDescriptor {
        guard let input = command.input else {
            return try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
        }
        var template = Array("\(NSTemporaryDirectory())/fivegate-XXXXXX".utf8CString)
        let number = mkstemp(&template)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        unlink(template)
        let descriptor = FileDescriptor(rawValue: number)
        try descriptor.writeAll(input)
        _ = try descriptor.seek(offset: 0, from: FileDescriptor.SeekOrigin.start)
        return descriptor
    }
}

extension ExitStatus {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
