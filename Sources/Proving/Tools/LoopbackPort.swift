import Foundation
import Glibc

/// Ports of this machine, as the kernel tells of them (proc(5)).
public enum LoopbackPort {
    /// Who listens on a TCP port: `nginx (process 4711)`; nil when nobody does.
    public static func holder(of port: Int) -> String? {
        guard let socket = listeningSocket(on: port) else { return nil }
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes where Int32(process) != nil && holds(process, "socket:[\(socket)]") {
            let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
            return "\(name.trimmingCharacters(in: .whitespacesAndNewlines)) (process \(process))"
        }
        return "a program of another user"
    }

    /// The inode of the socket that listens on a port.
    private static func listeningSocket(on port: Int) -> String? {
        let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map {
            (try? String(contentsOfFile: $0, encoding: .utf8)) ?? ""
        }
        for line in tables.joined(separator: "\n").split(separator: "\n") {
            let parts = line.split(separator: " ")
            // sl, local_address, rem_address, st (0A: listening), …, inode
            guard parts.count > 9, parts[3] == "0A", let number = parts[1].split(separator: ":").last,
                Int(number, radix: 16) == port
            else { continue }
            return String(parts[9])
        }
        return nil
    }

    private static func holds(_ process: String, _ socket: String) -> Bool {
        let folder = "/proc/\(process)/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.contains {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == socket
        }
    }
}
