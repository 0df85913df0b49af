import HTTPTypes
import NIOCore
import Platform

/// An answer of the service under test.
public struct TestReply: Sendable {
    public var status: Int
    var fields: HTTPFields
    var body: ByteBuffer

    /// A header's value; nil: it is not there.
    public func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }

    /// The body as JSON; nil when there is none.
    public var json: JSON? { body.readableBytes == 0 ? nil : try? JSON(parsing: body) }

    /// How the body differs from what is expected.
    public func differences(from expected: Expected) -> [String] {
        if body.readableBytes > 0, json == nil { return ["the body is no JSON: \(String(buffer: body))"] }
        return expected.differences(from: json)
    }

    /// The page that a member of the body names (`next`, `prev`); an empty path when it names none.
    public func link(_ member: String) -> String { json?[member]?.string ?? "" }
}
