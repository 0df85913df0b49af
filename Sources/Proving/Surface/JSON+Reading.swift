import Blueprint
import Foundation
import Yams

extension JSON {
    /// A YAML node; JSON is YAML.
    init(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            self = .object(mapping.map { Member($0.key.string ?? "", JSON($0.value)) })
        case .sequence(let sequence): self = .array(sequence.map(JSON.init))
        case .alias: self = .null
        case .scalar(let scalar): self = JSON(scalar)
        }
    }

    private init(_ scalar: Node.Scalar) {
        let node = Node.scalar(scalar)
        guard scalar.style == .plain || scalar.style == .any else {
            self = .string(scalar.string)
            return
        }
        if node.null != nil {
            self = .null
        } else if let bool = node.bool, ["true", "false"].contains(scalar.string.lowercased()) {
            self = .bool(bool)
        } else if node.int != nil || node.float != nil {
            self = .number(scalar.string)
        } else {
            self = .string(scalar.string)
        }
    }

    /// Reads a JSON text; nil when it is none.
    public init?(parsing data: Data) {
        guard
            let value = try? JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
        else { return nil }
        self.init(value)
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let members as [String: Any]:
            self = .object(members.sorted { $0.key < $1.key }.map { Member($0.key, JSON($0.value)) })
        case let elements as [Any]: self = .array(elements.map { JSON($0) })
        case let number as NSNumber:
            self = CFBoolean.isBoolean(number) ? .bool(number.boolValue) : .number(number.stringValue)
        default: self = .null
        }
    }

    /// A member of members: `data.token`.
    func value(at path: String) -> JSON? {
        path.split(separator: ".").reduce(self as JSON?) { value, name in value?[String(name)] }
    }

    /// Nil: it is no string.
    public var text: String? { if case .string(let text) = self { text } else { nil } }
    /// Empty: it is no object, or an empty one.
    public var members: [Member] { if case .object(let members) = self { members } else { [] } }
    /// Empty: it is no array, or an empty one.
    public var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
    /// Nil: it is no number.
    public var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }
}

private enum CFBoolean {
    /// JSONSerialization makes both of `NSNumber`; only a boolean has this type.
    static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
