import Foundation

/// A program that Fivegate needs and does not bring along.
public struct Tool: Sendable, Hashable {
    /// Where it comes from.
    public enum Package: Sendable, Hashable {
        case debian(String)
        case pypi(String)
        /// The Swift toolchain.
        case swift
    }

    /// The program's name on `PATH`.
    public var name: String
    public var package: Package

    public init(_ name: String, _ package: Package) {
        self.name = name
        self.package = package
    }

    /// The command that installs it.
    public var installCommand: String {
        switch package {
        case .debian(let package): "apt-get install -y \(package)"
        case .pypi(let package): "pip install \(package)"
        case .swift: "see https://www.swift.org/install/linux"
        }
    }

    /// Its path, from the first directory of `PATH` that has it.
    public func locate(path: String? = ProcessInfo.processInfo.environment["PATH"]) throws(MissingTool) -> String {
        for directory in (path ?? "").split(separator: ":") {
            let candidate = "\(directory)/\(name)"
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory), !isDirectory.boolValue,
                FileManager.default.isExecutableFile(atPath: candidate)
            {
                return candidate
            }
        }
        throw MissingTool(tool: self)
    }
}

/// A program that is needed is not installed.
public struct MissingTool: Error, Hashable, CustomStringConvertible {
    public var tool: Tool

    public init(tool: Tool) { self.tool = tool }

    public var description: String { "\(tool.name) is not installed; install it with: \(tool.installCommand)" }
}
