import ArgumentParser
import Foundation
import Ledger
import Processes
import Release
import Roles
import Workflow

/// What the command's exit status says (after sysexits.h).
enum ExitStatus {
    static let gateClosed: Int32 = 1
    static let usage: Int32 = 64
    static let badInput: Int32 = 65
    static let missingTool: Int32 = 69
    static let ourFault: Int32 = 70
    static let resumable: Int32 = 75

    /// Runs a command's work; an error is worded on standard error and becomes its exit status.
    static func reporting(_ work: () async throws -> Void) async throws {
        do { try await work() } catch let exit as ExitCode {
            throw exit
        } catch {
            Terminal.error("fivegate: \(words(error))")
            throw ExitCode(code(error))
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case is Interrupted: "interrupted; the same command goes on where this one was, as does: fivegate resume"
        case is CancellationError: "cancelled; go on with: fivegate resume"
        case let error as CocoaError:
            [error.filePath, error.localizedDescription].compactMap(\.self).joined(separator: ": ")
        default: "\(error)"
        }
    }

    private static func code(_ error: any Error) -> Int32 {
        switch error {
        case is Interrupted, is CancellationError, is WorkspaceBusy: resumable
        case JournalError.notWritten: resumable
        case is MissingTool: missingTool
        case let error as ReleaseError: error.exitStatus
        case is EngineError, is UsageFailure, is PortTaken, is TransitionError: usage
        case let error as CocoaError where error.filePath != nil: usage
        case is BadInput: badInput
        case is JournalError, is LedgerError, is WorkflowInvalid, is EvidenceError, is WorkspaceError: badInput
        default: ourFault
        }
    }
}

/// The command was asked for something that cannot be; the message says what to do instead.
struct UsageFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A file that the command was given is not what it must be; the message names it.
struct BadInput: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
