/// A file of a service: what it says and where it stands.
public struct RenderedFile: Sendable, Equatable {
    /// Below the service's folder, with `/`.
    public var path: String
    public var text: String
    /// A script that is started by its name.
    public var isExecutable: Bool
    /// The same in every service: Platform and its tests.
    public var isFixed: Bool

    public init(_ path: String, _ text: String, isExecutable: Bool = false, isFixed: Bool = false) {
        self.path = path
        self.text = text
        self.isExecutable = isExecutable
        self.isFixed = isFixed
    }
}
