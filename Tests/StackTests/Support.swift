import Blueprint
import Brief
import Foundation
import Source
import Testing

@testable import Stack

/// This repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// The briefs that every rendering is tried with, by name.
let briefs: [String: URL] = {
    let good = repository.appending(path: "Tests/BriefTests/Good")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: good.path)) ?? []
    var briefs = Dictionary(uniqueKeysWithValues: names.map { ($0, good.appending(path: $0)) })
    briefs["users"] = repository.appending(path: "Examples/users/brief.yaml")
    briefs["hostile"] = repository.appending(path: "Tests/BriefTests/Hostile/brief.yaml")
    return briefs
}()

func blueprint(_ name: String) throws -> Blueprint {
    let url = try #require(briefs[name])
    let reading = BriefReader.read(path: url.path)
    return Blueprint(try #require(reading.brief, "\(reading.report.text)"))
}

/// The whole service, without what every service has alike.
func service(_ name: String, implemented: Set<String>? = nil) throws -> [RenderedFile] {
    let blueprint = try blueprint(name)
    let operations = implemented ?? Set(blueprint.endpoints.map(\.id))
    return ServiceRenderer.files(of: blueprint, implemented: operations).filter { !$0.isFixed }
}

/// Writes files to a new folder, which is removed afterwards.
func withFolder<Value>(_ files: [RenderedFile], _ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stack-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try file.text.write(to: url, atomically: true, encoding: .utf8)
    }
    return try body(folder)
}

/// Runs a program in a folder.
/// - Returns: its status and everything it printed.
func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
