import Blueprint
import Foundation

/// A body in parts (RFC 7578): members that the schema calls binary are files, each a picture of one point.
struct MultipartForm {
    private static let boundary = "fivegate-7f3d9a"
    private static let picture = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

    let data: Data
    var mediaType: String { "multipart/form-data; boundary=\(Self.boundary)" }

    init(_ json: JSON, schema: JSON) {
        let properties = SchemaNames.properties(schema) ?? []
        var data = Data()
        for member in json.members {
            let isFile = properties.contains { $0.name == member.name && $0.value["format"] == "binary" }
            let file = isFile ? "; filename=\"fivegate.png\"\r\nContent-Type: image/png" : ""
            data += Data(
                "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(member.name)\"\(file)\r\n\r\n".utf8)
            data += isFile ? Self.picture ?? Data() : Data((member.value.plain ?? member.value.compactText).utf8)
            data += Data("\r\n".utf8)
        }
        self.data = data + Data("--\(Self.boundary)--\r\n".utf8)
    }
}
