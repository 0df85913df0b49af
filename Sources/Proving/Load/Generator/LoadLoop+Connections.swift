import NIOCore
import NIOHTTP1
import NIOPosix

/// Its connections: opened when a request finds none free, kept, replaced when they close.
extension LoadLoop {
    func connectIfNeeded() {
        while connecting < backlog.count, connections.count + connecting < share.connections { connect() }
    }

    func connect() {
        connecting += 1
        let owner = NIOLoopBound(self, eventLoop: eventLoop)
        var bootstrap = ClientBootstrap(group: eventLoop)
            .channelOption(.socketOption(.so_reuseaddr), value: 1)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(.nanoseconds(Int64(share.timeout)))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    let writer = PreparedRequestWriter()
                    try pipeline.addHandler(writer)
                    try pipeline.addHandler(
                        ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(LoadConnection(owner: owner.value, writer: writer))
                }
            }
        if target.isCalledFromManyAddresses, let address = ownAddress() { bootstrap = bootstrap.bind(to: address) }
        let handler = bootstrap.connect(host: target.host, port: target.port)
            .flatMapThrowing { channel in
                NIOLoopBound(
                    try channel.pipeline.syncOperations.handler(type: LoadConnection.self), eventLoop: channel.eventLoop
                )
            }
        handler.assumeIsolated().whenComplete { result in self.connected(result.map(\.value)) }
    }

    /// 127.64.0.1 and on, each loop's apart from the others'.
    private func ownAddress() -> SocketAddress? {
        opened += 1
        return try? SocketAddress(
            ipAddress: "127.\(64 + share.index % 64).\(opened >> 8 & 255).\(opened & 255)", port: 0)
    }

    private func connected(_ result: Result<LoadConnection, any Error>) {
        connecting -= 1
        switch result {
        case .success(let connection) where !connection.isUsable:
            if let request = backlog.popFirst() { ended(request, .failure(.closed)) }
            connectIfNeeded()
        case .success(let connection):
            interval.connections += 1
            connections[ObjectIdentifier(connection)] = connection
            freed(connection)
        case .failure(let error):
            if let request = backlog.popFirst() {
                ended(request, .failure(LoadFailure(error, connecting: true)))
            }
            connectIfNeeded()
        }
    }

    /// A connection is free for the next request.
    func freed(_ connection: LoadConnection) {
        if let request = backlog.popFirst() { connection.send(request) } else { idle.append(connection) }
    }

    /// A connection has closed.
    func gone(_ connection: LoadConnection) {
        connections[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
        connectIfNeeded()
    }
}
