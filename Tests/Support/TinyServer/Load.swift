import Foundation
import Glibc
import Synchronization

/// Reads and writes at a steady rate over kept connections; every request states its expected status, anything else failed.
struct Load: Sendable {
    let port: UInt16
    let rate: Double
    private static let threads = 8
    private static let stops = Atomic(false)
    private static let counts = Mutex((requests: 0, written: 0, failed: 0))
    private static let failures = Mutex([String]())

    func run() -> Never {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let group = DispatchGroup()
        for index in 0..<Self.threads {
            group.enter()
            Thread.detachNewThread {
                work(index)
                group.leave()
            }
        }
        var number: Int32 = 0
        sigwait(&signals, &number)
        Self.stops.store(true, ordering: .relaxed)
        group.wait()
        let counts = Self.counts.withLock { $0 }
        let words = Self.failures.withLock { $0 }.prefix(5).joined(separator: "; ")
        print(
            "{\"requests\":\(counts.requests),\"written\":\(counts.written),\"failed\":\(counts.failed),\"why\":\"\(words)\"}"
        )
        exit(0)
    }

    private func work(_ index: Int) {
        var connection: Connection?
        let interval = Double(Self.threads) / rate
        let begun = DispatchTime.now().uptimeNanoseconds
        var number = index
        var turn = 0.0
        while !Self.stops.load(ordering: .relaxed) {
            let late = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9 - turn * interval
            if late < 0 { usleep(UInt32(-late * 1e6)) }
            turn += 1
            number += 1
            if connection == nil { connection = Connection(to: port) }
            let isWrite = number.isMultiple(of: 2)
            let head = exchange(&connection, isWrite ? "POST" : "GET")
            let isRight = head?.contains(isWrite ? " 201 " : " 200 ") ?? false
            Self.counts.withLock {
                $0.requests += 1
                if isWrite, isRight { $0.written += 1 }
                if !isRight { $0.failed += 1 }
            }
            if !isRight {
                let word = head?.prefix(12).description ?? "no answer"
                Self.failures.withLock { if $0.count < 100 { $0.append("\(isWrite ? "POST" : "GET") \(word)") } }
            }
        }
    }

    private func exchange(_ connection: inout Connection?, _ method: String) -> String? {
        guard var open = connection else { return nil }
        let sent = open.send("\(method) /items HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        let head = sent ? open.receive() : nil
        if head == nil || head?.lowercased().contains("connection: close") == true {
            close(open.descriptor)
            connection = nil
        } else {
            connection = open
        }
        return head
    }
}
