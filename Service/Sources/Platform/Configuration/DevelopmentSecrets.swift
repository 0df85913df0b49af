import Foundation

/// Makes the secrets that a development machine has not been given. They are kept in the state folder, so that tokens and cursors
/// outlive a restart.
public enum DevelopmentSecrets {
    /// - Throws: a file error when the state folder cannot be made or written.
    public static func fill(_ configuration: inout ServiceConfiguration, newID: () -> String = { UUIDv7.make() }) throws
    {
        try PrivateFile.createFolder(configuration.stateFolder)
        guard configuration.environment == .development else { return }
        let folder = configuration.stateFolder
        if configuration.signingSecret == nil {
            configuration.signingSecret = try kept("\(folder)/signing-secret") { OpaqueToken.random().text }
        }
        if configuration.accounts != nil, configuration.accounts?.tokenKeys == nil {
            configuration.accounts?.tokenKeys = try kept("\(folder)/token-keys.json") {
                try TokenKeys.generate(id: newID())
            }
        }
    }

    /// What a file holds; it is made first if it is not there. Another process may make it at the same moment: the first one wins.
    private static func kept(_ path: String, make: () throws -> String) throws -> String {
        if !FileManager.default.fileExists(atPath: path) {
            do {
                try PrivateFile.write(Data(make().utf8), to: path)
            } catch  where FileManager.default.fileExists(atPath: path) {}
        }
        return try PrivateFile.read(path).trimmedLineEnd
    }
}
