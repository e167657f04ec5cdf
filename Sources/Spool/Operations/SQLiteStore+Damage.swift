internal import Logging
internal import PrintModel

extension SQLiteStore {
    /// Sets a document aside that does not read back as it was stored, and ends its job; gives back what the reader
    /// is told. Nothing is removed for good: what is left of the bytes goes to `corrupt/` for a person.
    func setAside(_ key: DocumentKey, _ bytes: StoredBytes, because why: String) async -> any Error {
        let text = "Document \(key.number) of job \(key.job) \(why)"
        do {
            // A sweep may have removed it while it was being read; then nothing is wrong.
            let now = try readOne { connection in
                try connection.statement(.documentBytes).first(.integer(key.rowID), read: StoredBytes.init)
            }
            guard let now, now.place == bytes.place, now.place != .nowhere else {
                return now?.place == .nowhere && bytes.place == .nowhere
                    ? StoreError.damaged(text) : StoreError.notPossible("The document is not kept any more")
            }
            condition.logger.error(
                "a document is damaged", metadata: ["job": "\(key.job)", "document": "\(key.number)", "why": "\(why)"])
            try await depot.blocking.run { [depot] in depot.setAside(bytes, as: key) }
            let moment = clock.now()
            try await commits.perform { transaction in
                let row = try transaction.row(key.job)
                try transaction.connection.statement(.forgetBytes).run(.integer(key.rowID), .integer(key.rowID))
                try transaction.abort(row, because: text, at: moment)
            }
        } catch {
            condition.logger.error("a damaged document could not be set aside", metadata: ["error": "\(error)"])
        }
        return StoreError.damaged(text)
    }
}

extension Depot {
    /// Copies what is left of the bytes to `corrupt/`; a file of its own is moved.
    fileprivate func setAside(_ bytes: StoredBytes, as key: DocumentKey) {
        let path = folders.corrupt(key)
        do {
            guard try disk.names(in: folders.corrupt).count < Self.corruptFilesMax else { return }
            switch bytes.place {
            case .nowhere: break
            case .inline(let content): try copy(to: path) { content }
            case .segment(let container, let start):
                let file = OpenFile(try disk.open(folders.segment(container)), disk: disk)
                try copy(to: path) { () throws(DiskError) in try file.read(Int(bytes.octets), at: start) }
            case .file(let container):
                try disk.rename(folders.document(container), to: path)
                try disk.syncFolder(folders.corrupt)
            }
        } catch {
            // It is damaged already; that the rest cannot be kept must not keep the job from being ended.
            condition.logger.warning("cannot keep a damaged document", metadata: ["error": "\(error)"])
        }
    }

    private func copy(to path: String, _ content: () throws(DiskError) -> [UInt8]) throws(DiskError) {
        let content = try content()
        try disk.remove(path)
        let file = try disk.create(path)
        defer { disk.close(file) }
        try content.withRawBytes { bytes throws(DiskError) in try disk.write(bytes, to: file, at: 0) }
        try disk.sync(file)
        try disk.syncFolder(folders.corrupt)
    }

    /// A disk that dies must not fill the rest of itself with copies.
    private static let corruptFilesMax = 1000
}
