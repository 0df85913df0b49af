import Blueprint
import Foundation

/// A request of a scenario and what the server answered.
public struct Exchange: Sendable {
    /// The operation id.
    public var operation: String
    public var method: String
    public var path: String
    public var status: Int
    /// By lower-case name.
    public var headers: [String: String]
    public var body: Data
}
