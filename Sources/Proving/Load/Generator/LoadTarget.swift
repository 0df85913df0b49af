import Foundation

/// Where requests go.
public struct LoadTarget: Sendable, Equatable {
    /// Not a URL that can be put under load; says why and what to do.
    public struct Invalid: Error, CustomStringConvertible {
        public var description: String
    }

    public var host: String
    public var port: Int
    /// Each request comes on a connection of its own from another address of this machine, 127.0.0.0/8: for what a proxy on it
    /// counts by address. Otherwise connections are kept.
    var isCalledFromManyAddresses = false

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Parameter url: `http://127.0.0.1:8080`
    /// - Throws: `Invalid`, for `https` too: put the load on the plain listener behind whatever ends TLS.
    public init(url: String) throws(Invalid) {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty else {
            throw Invalid(description: "`\(url)` is no URL; expected http://HOST:PORT")
        }
        guard parts.scheme == "http" else {
            throw Invalid(
                description: "`\(url)` is not http; TLS is not spoken: name the plain listener behind it, "
                    + "as in http://127.0.0.1:8080")
        }
        self.init(host: host.trimmingCharacters(in: ["[", "]"]), port: parts.port ?? 80)
    }

    /// For `Host` (RFC 9110 section 7.2).
    public var authority: String { (host.contains(":") ? "[\(host)]" : host) + (port == 80 ? "" : ":\(port)") }
    public var url: String { "http://\(authority)" }
}
