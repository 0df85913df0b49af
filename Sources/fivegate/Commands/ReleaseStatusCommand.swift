import ArgumentParser
import Release

/// `fivegate release status`
struct ReleaseStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Who serves, with which weights, and what is under way.")

    @OptionGroup var options: ReleaseOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await ExitStatus.reporting {
            try Self.show(await options.wiring().status(), json: json)
        }
    }

    static func show(_ status: ReleaseStatus, json: Bool) throws {
        if json { return try Terminal.json(status) }
        let door = status.door.map { "127.0.0.1:\($0)" } ?? "closed"
        let proxy = status.proxyRunning ? "runs" : "does not run"
        let supervisor = status.watcherRunning ? "runs" : "does not run"
        if let cluster = status.cluster {
            let route = status.proxyRunning ? "taken by the gateway" : "not taken by the gateway"
            Terminal.print("\(status.stage)  context \(cluster)  route \(route)")
        } else {
            Terminal.print("\(status.stage)  door \(door)  proxy \(proxy)  supervisor \(supervisor)")
        }
        if let reason = status.reason { Terminal.print("because: \(reason)") }
        if status.instances.isEmpty { return Terminal.print("nothing is released") }
        let rows = status.instances.map { row(of: $0, weightRead: status.weightsRead?[$0.slot]) }
        Terminal.print(
            Terminal.table([["role", "version", "slot", "process", "port", "", "weight", "read back"]] + rows))
        if let retention = status.retention {
            Terminal.print("the standby is kept for another \(Terminal.clock(retention * 1000))")
        }
    }

    private static func row(of line: ReleaseStatus.Line, weightRead: Int?) -> [String] {
        let process: String = line.pid.map { String($0) } ?? "-"
        let port: String = line.port.map { String($0) } ?? "-"
        let read: String = weightRead.map { String($0) } ?? "-"
        return [
            line.role, line.version, line.slot.rawValue, process, port, line.running ? "runs" : "dead",
            String(line.weight), read,
        ]
    }
}
