/// One of the two places behind the door. Which of them is "blue", the one that serves, changes with each rollout; the
/// names are those of the proxy's servers and stay.
public enum Slot: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
    case blue
    case green

    public var other: Slot { self == .blue ? .green : .blue }
}
