import API
import PlatformTesting

extension TestService {
    /// This service, with what is in its database.
    convenience init(
        rows: [TestRow] = [], accounts: [TestAccount] = [], refreshTokens: [TestToken] = [],
        resetTokens: [TestToken] = [], file: String = #filePath
    ) async throws {
        try await self.init(
            API.definition, rows: rows, accounts: accounts, refreshTokens: refreshTokens, resetTokens: resetTokens,
            file: file)
    }
}
