import Foundation
import Processes
import Workflow

extension Ledger {
    public func storeEvidence(_ data: Data) throws -> String {
        let hash = SHA256Digest.of(data)
        let file = evidenceFolder.appending(path: hash)
        // Named by its content: a file that is there and whole needs no second writing.
        if (try? Data(contentsOf: file)) == data { return hash }
        do {
            try DurableFile.write(data, to: file.path)
        } catch {
            throw JournalError.notWritten(reason: "evidence \(hash): \(error)")
        }
        return hash
    }

    public func evidence(_ hash: String) throws -> Data? {
        // A hash that is not one could name a file elsewhere.
        guard hash.count == 64, hash.allSatisfy(\.isHexDigit),
            let data = try? Data(contentsOf: evidenceFolder.appending(path: hash))
        else { return nil }
        guard SHA256Digest.of(data) == hash else { throw EvidenceError(hash: hash) }
        return data
    }
}
